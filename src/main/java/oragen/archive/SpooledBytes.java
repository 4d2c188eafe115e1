package oragen.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import oragen.media.FileMediaBytes;
import oragen.media.MediaBytes;

/** A member that was unpacked to a temporary file, which goes when this is closed. */
final class SpooledBytes implements MediaBytes {
    private final Path file;
    private final FileMediaBytes content;

    private SpooledBytes(Path file, FileMediaBytes content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Unpacks so many bytes; the stream stays open.
     *
     * @throws IOException what the stream throws, or that it ends before
     */
    static SpooledBytes of(InputStream packed, long bytes) throws IOException {
        Path file = temporary();
        try {
            copy(packed, bytes, file);
            return new SpooledBytes(file, FileMediaBytes.open(file));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("oragen-member", "");
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for temporary files cannot be written", e);
        }
    }

    private static void copy(InputStream packed, long bytes, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            long left = bytes;
            while (left > 0) {
                int read = packed.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("it ends after " + (bytes - left) + " of " + bytes + " bytes");
                }
                write(out, buffer, read, file);
                left -= read;
            }
        }
    }

    /** A disk that is full is not the member's fault. */
    private static void write(OutputStream out, byte[] buffer, int count, Path file) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        return content.read(target, offset, count);
    }

    @Override
    public void seek(long position) throws IOException {
        content.seek(position);
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public void close() throws IOException {
        content.close();
        Files.deleteIfExists(file);
    }
}
