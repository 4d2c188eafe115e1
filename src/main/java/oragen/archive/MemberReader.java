package oragen.archive;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import oragen.corpus.Packing;
import oragen.media.MediaBytes;
import oragen.media.MediaException;
import oragen.media.MediaException.Reason;
import oragen.run.Location;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Opens members of archives by where they lie. Those of a compressed tar cost little in the order of the tar, which stays
 * open from one to the next, and all that precedes them in any other. For one thread.
 */
public final class MemberReader implements AutoCloseable {
    /** A temporary file of more than a long film takes the disk from others. */
    static final long MOST_UNPACKED_BYTES = 8_000_000_000L;

    private final Configuration configuration;
    private @Nullable InputStream unpacked;
    private @Nullable String unpackedArchive;
    private long unpackedPosition;

    public MemberReader(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The bytes of a member. @param path of the archive and the member */
    @MustBeClosed
    public MediaBytes open(String path, Packing packing) throws MediaException {
        long bytes = packing.bytes();
        if (packing.flaw() != null) {
            boolean whole = path.indexOf(Packing.SEPARATOR) < 0;
            throw new MediaException(
                    whole ? Reason.CORRUPT : Reason.UNSUPPORTED_FORMAT,
                    (whole ? "archive " : "clip ") + path + ": " + packing.flaw(),
                    whole ? "copy the archive again; the members before are labelled" : "store it uncompressed");
        }
        if (!packing.isSeekable() && bytes > MOST_UNPACKED_BYTES) {
            throw new MediaException(
                    Reason.UNSUPPORTED_FORMAT,
                    "clip " + path + ": is " + bytes + " bytes when unpacked, of which at most " + MOST_UNPACKED_BYTES
                            + " are kept in a temporary file",
                    "store it uncompressed");
        }
        String archive = ArchiveKind.archiveOf(path);
        FSDataInputStream stream = null;
        try {
            return switch (packing.kind()) {
                case STORED -> {
                    stream = stream(archive);
                    yield new RangeBytes(stream, packing.offset(), bytes);
                }
                case DEFLATED -> inflated(archive, bytes, packing);
                case GZIPPED -> SpooledBytes.of(at(archive, packing.offset()), advanced(bytes));
                case CELL -> throw new IllegalStateException(path + " is a cell of a table and comes with its row");
                case UNUSABLE -> throw new IllegalStateException(path + " has no flaw and is unusable");
            };
        } catch (IOException e) {
            closeQuietly(stream);
            forget();
            throw new MediaException(
                    Reason.UNREADABLE,
                    "clip " + path + ": cannot be unpacked (" + e.getMessage() + ")",
                    "check the archive, and copy it again");
        }
    }

    private FSDataInputStream stream(String archive) throws IOException {
        Path file = new Path(archive);
        FileSystem storage = Location.storage(file, configuration);
        return storage.open(file);
    }

    private MediaBytes inflated(String archive, long bytes, Packing packing) throws IOException {
        Inflater inflater = new Inflater(true);
        try (FSDataInputStream stream = stream(archive)) {
            stream.seek(packing.offset());
            InputStream packed = BoundedInputStream.builder()
                    .setInputStream(stream)
                    .setMaxCount(packing.packedBytes())
                    .get();
            return SpooledBytes.of(new InflaterInputStream(packed, inflater), bytes);
        } finally {
            inflater.end();
        }
    }

    /** The unpacked tar at a position: the one that is open, if that lies before. */
    private InputStream at(String archive, long position) throws IOException {
        InputStream stream = unpacked;
        if (stream == null || !archive.equals(unpackedArchive) || unpackedPosition > position) {
            forget();
            stream = unpacked(archive);
            unpacked = stream;
            unpackedArchive = archive;
        }
        stream.skipNBytes(position - unpackedPosition);
        unpackedPosition = position;
        return stream;
    }

    private InputStream unpacked(String archive) throws IOException {
        FSDataInputStream packed = stream(archive);
        try {
            return TarWalk.unpacked(packed);
        } catch (IOException | RuntimeException e) {
            closeQuietly(packed);
            throw e;
        }
    }

    private long advanced(long bytes) {
        unpackedPosition += bytes;
        return bytes;
    }

    private void forget() {
        closeQuietly(unpacked);
        unpacked = null;
        unpackedArchive = null;
        unpackedPosition = 0;
    }

    /** What was read is known to be good, or is given up. */
    private static void closeQuietly(@Nullable InputStream stream) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                // nothing was written
            }
        }
    }

    @Override
    public void close() {
        forget();
    }
}
