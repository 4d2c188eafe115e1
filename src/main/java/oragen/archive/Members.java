package oragen.archive;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import oragen.run.Location;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The members of an archive in their order, streaming. One that is damaged ends with {@link ArchiveMember#isDamage}. Costs
 * a look at each header of a tar, the directory of a zip, the unpacking of all of a compressed tar.
 */
public final class Members implements Iterator<ArchiveMember>, AutoCloseable {
    /** Longer ones describe no clip. */
    static final int TEXT_BYTES = 1_000_000;

    private final Walk walk;
    private @Nullable ArchiveMember next;
    private long count;
    private boolean ended;

    /** Goes through one kind of archive. */
    interface Walk extends AutoCloseable {
        /** The next member; nothing at the end. */
        Optional<ArchiveMember> advance() throws IOException;

        @Override
        void close() throws IOException;
    }

    private Members(Walk walk) {
        this.walk = walk;
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // close() closes the walk
    public static Members open(String archive, Configuration configuration) {
        return new Members(walk(archive, configuration));
    }

    /** An archive that cannot be opened is one that is damaged from the start. */
    private static Walk walk(String archive, Configuration configuration) {
        Path file = new Path(archive);
        try {
            FileSystem storage = Location.storage(file, configuration);
            long length = storage.getFileStatus(file).getLen();
            FSDataInputStream stream = storage.open(file);
            try {
                return switch (ArchiveKind.of(archive).orElseThrow()) {
                    case TAR -> TarWalk.plain(stream, length);
                    case TAR_GZIP -> TarWalk.compressed(stream);
                    case ZIP -> ZipWalk.of(stream, length);
                };
            } catch (IOException | RuntimeException e) {
                stream.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            return new Unopened(e);
        }
    }

    /** What is thrown when the first member is asked for. */
    private record Unopened(Exception cause) implements Walk {
        @Override
        public Optional<ArchiveMember> advance() throws IOException {
            throw new IOException(cause.getMessage(), cause);
        }

        @Override
        public void close() {}
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = walk.advance().orElse(null);
                ended = next == null;
                count++;
            } catch (IOException | IllegalArgumentException e) {
                // What libraries throw at headers that make no sense.
                next = ArchiveMember.damage("it cannot be read after " + count + " members (" + e.getMessage() + ")");
                ended = true;
            }
        }
        return next != null;
    }

    @Override
    public ArchiveMember next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("the archive has no further member");
        }
        ArchiveMember given = next;
        next = null;
        return given;
    }

    @Override
    public void close() throws IOException {
        walk.close();
    }
}
