package oragen.bundle;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import oragen.InputException;
import oragen.LocalCache;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a bundle to the local disk once: ONNX Runtime wants paths. The folder is named by the checksum of its
 * manifest, which holds the checksums of all other files; {@link ModelBundle#open} verifies them.
 */
public final class BundleCache {
    static final String EMBEDDED = "models/compact";
    private static final Logger LOG = LoggerFactory.getLogger(BundleCache.class);
    private static final int BUFFER_BYTES = 1 << 20;

    private BundleCache() {}

    /** Opens the bundle in this program. */
    public static ModelBundle openEmbedded() {
        return open(null, new Configuration());
    }

    /** Opens the bundle in a local folder: its listed files alone, as a run would. */
    public static ModelBundle openLocal(Path folder) {
        // Hadoop's paths are not encoded: a folder may have blanks.
        return open(new org.apache.hadoop.fs.Path(folder.toUri()).toString(), new Configuration());
    }

    /** Opens the bundle at a location, or the embedded one for null. */
    public static ModelBundle open(@Nullable String location, Configuration configuration) {
        Source source = location == null ? BundleCache::embedded : name -> stored(location, name, configuration);
        byte[] manifest = readFully(source, ModelBundle.MANIFEST, location);
        Set<String> files = ModelBundle.parseManifest(option(location) + "/" + ModelBundle.MANIFEST, manifest)
                .files()
                .keySet();
        Path folder = LocalCache.folder().resolve(Checksums.sha256(manifest));
        Original original = new Original(source, location, manifest, files);
        try {
            LocalCache.makePrivate();
            if (!Files.exists(folder.resolve(ModelBundle.MANIFEST))) {
                fill(folder, original);
            }
            return intact(folder).orElseGet(() -> anew(folder, original));
        } catch (IOException e) {
            throw new InputException(
                    folder.toString(),
                    "the bundle cannot be copied there (" + e + ")",
                    "free some space, or choose another folder with -Djava.io.tmpdir",
                    e);
        }
    }

    /** The cached copy, unless a file of it was changed or is missing. */
    private static Optional<ModelBundle> intact(Path folder) {
        try {
            return Optional.of(ModelBundle.open(folder));
        } catch (InputException e) {
            LOG.warn("the cached copy of the bundle is damaged and will be replaced: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static ModelBundle anew(Path folder, Original original) {
        try {
            LocalFolder.delete(folder);
            fill(folder, original);
            return ModelBundle.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    /** A bundle where it lies, with the bytes of its manifest and the names of its other files. */
    private record Original(Source source, @Nullable String location, byte[] manifest, Set<String> files) {}

    private static void fill(Path folder, Original original) throws IOException {
        Files.createDirectories(folder.getParent());
        Path part = Files.createTempDirectory(folder.getParent(), "part-");
        try {
            Files.write(part.resolve(ModelBundle.MANIFEST), original.manifest());
            for (String file : original.files()) {
                Path target = part.resolve(file).normalize();
                if (!target.startsWith(part)) {
                    throw new InputException(
                            ModelBundle.MANIFEST, "file name " + file, "list only files inside the bundle folder");
                }
                Files.createDirectories(target.getParent());
                copy(original.source(), file, original.location(), target);
            }
            ModelBundle.open(part); // a damaged copy must not get into the cache
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            if (!Files.exists(folder.resolve(ModelBundle.MANIFEST))) {
                throw e;
            }
        } finally {
            LocalFolder.delete(part);
        }
    }

    private static InputStream embedded(String name) throws IOException {
        InputStream stream = BundleCache.class.getClassLoader().getResourceAsStream(EMBEDDED + "/" + name);
        if (stream == null) {
            throw new IOException("this build lacks " + EMBEDDED + "/" + name);
        }
        return stream;
    }

    private static InputStream stored(String location, String name, Configuration configuration) throws IOException {
        var file = new org.apache.hadoop.fs.Path(location, name);
        FileSystem fileSystem = file.getFileSystem(configuration);
        return fileSystem.open(file);
    }

    /** Tells a file that cannot be read from a copy that cannot be written, which is not the bundle's fault. */
    private static void copy(Source source, String name, @Nullable String location, Path target) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream stream = open(source, name, location);
                OutputStream copy = Files.newOutputStream(target)) {
            for (int read = read(stream, buffer, name, location);
                    read >= 0;
                    read = read(stream, buffer, name, location)) {
                copy.write(buffer, 0, read);
            }
        }
    }

    @MustBeClosed
    private static InputStream open(Source source, String name, @Nullable String location) {
        try {
            return source.open(name);
        } catch (IOException e) {
            throw unreadable(name, location, e);
        }
    }

    private static int read(InputStream stream, byte[] buffer, String name, @Nullable String location) {
        try {
            return stream.read(buffer);
        } catch (IOException e) {
            throw unreadable(name, location, e);
        }
    }

    private static InputException unreadable(String name, @Nullable String location, IOException e) {
        return new InputException(
                option(location),
                name + " cannot be read (" + e.getMessage() + ")",
                "use the folder of a complete bundle",
                e);
    }

    private static String option(@Nullable String location) {
        return "--bundle " + (location == null ? EMBEDDED : location);
    }

    private static byte[] readFully(Source source, String name, @Nullable String location) {
        try (InputStream stream = source.open(name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw unreadable(name, location, e);
        }
    }

    @FunctionalInterface
    private interface Source {
        InputStream open(String name) throws IOException;
    }
}
