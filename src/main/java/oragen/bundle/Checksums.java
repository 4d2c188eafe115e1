package oragen.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal, as manifests write it. */
public final class Checksums {
    private static final int BUFFER_BYTES = 1 << 20;

    private Checksums() {}

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Of a file of any size, read once. */
    public static String sha256(Path file) throws IOException {
        try (DigestInputStream stream = new DigestInputStream(Files.newInputStream(file), digest())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (stream.read(buffer) >= 0) {
                // the stream digests what passes
            }
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
    }
}
