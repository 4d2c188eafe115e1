package oragen.spark.clips;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import oragen.run.Location;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a file's content, in hexadecimal; nothing where it cannot be read. Costs a read of the whole file. */
record ContentHash(SerializableConfiguration configuration) implements UDF1<String, String>, Serializable {
    private static final int BUFFER = 1 << 16;

    @Override
    public @Nullable String call(String path) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Path file = new Path(path);
            byte[] buffer = new byte[BUFFER];
            try (InputStream stream = new DigestInputStream(
                    Location.storage(file, configuration.value()).open(file), digest)) {
                while (stream.read(buffer) >= 0) {
                    // the digest has seen it
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return null; // rejected as unreadable when the clip is decoded
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
