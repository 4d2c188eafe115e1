package oragen.spark.clips;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import oragen.archive.MemberReader;
import oragen.corpus.Packing;
import oragen.media.MediaBytes;
import oragen.media.MediaException;
import oragen.run.Location;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of the content of a file or of an archive's member, in hexadecimal; nothing where it cannot be read. Costs a read
 * of all of it.
 */
final class ContentHash implements UDF2<String, String, String> {
    private static final long serialVersionUID = 1L;
    private static final int BUFFER = 1 << 16;

    private final SerializableConfiguration configuration;
    private transient @Nullable MemberReader members;

    ContentHash(SerializableConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public @Nullable String call(String path, @Nullable String packing) {
        try {
            MessageDigest digest = digest();
            if (packing == null) {
                addFile(path, digest);
            } else {
                addMember(path, Packing.parse(packing), digest);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | MediaException e) {
            return null; // rejected when the clip is decoded
        }
    }

    /** SHA-256, of nothing yet. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private void addFile(String path, MessageDigest digest) throws IOException {
        Path file = new Path(path);
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = Location.storage(file, configuration.value()).open(file)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private void addMember(String path, Packing packing, MessageDigest digest) throws IOException, MediaException {
        byte[] buffer = new byte[BUFFER];
        try (MediaBytes bytes = reader().open(path, packing)) {
            for (int read = bytes.read(buffer, 0, BUFFER); read >= 0; read = bytes.read(buffer, 0, BUFFER)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    /** One for all rows of a task, as members of a compressed tar follow one another. */
    private MemberReader reader() {
        MemberReader reader = members;
        if (reader == null) {
            MemberReader opened = new MemberReader(configuration.value());
            members = opened;
            reader = opened;
            TaskContext task = TaskContext.get();
            if (task != null) {
                task.addTaskCompletionListener(context -> {
                    opened.close();
                });
            }
        }
        return reader;
    }
}
