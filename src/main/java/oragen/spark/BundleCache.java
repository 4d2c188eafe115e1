package oragen.spark;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.onnx.Checksums;
import oragen.onnx.ModelBundle;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Brings a bundle to the local disk once: ONNX Runtime wants paths. The folder is named by the checksum of its
 * manifest, which holds the checksums of all other files; {@link ModelBundle#open} verifies them.
 */
public final class BundleCache {
    static final String EMBEDDED = "models/compact";
    private static final String MANIFEST = "manifest.json";
    private static final int BUFFER_BYTES = 1 << 20;

    private BundleCache() {}

    /** Opens the bundle at a location, or the embedded one for null. */
    public static ModelBundle open(@Nullable String location, Configuration configuration) {
        Source source = location == null ? BundleCache::embedded : name -> stored(location, name, configuration);
        byte[] manifest = readFully(source, MANIFEST, location);
        Path folder = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("oragen-models-" + System.getProperty("user.name"))
                .resolve(Checksums.sha256(manifest));
        try {
            if (!Files.exists(folder.resolve(MANIFEST))) {
                fill(folder, source, manifest, location);
            }
        } catch (IOException e) {
            throw new InputException(
                    folder.toString(),
                    "the bundle cannot be copied there (" + e + ")",
                    "make room there, or name another folder with -Djava.io.tmpdir",
                    e);
        }
        return ModelBundle.open(folder);
    }

    private static void fill(Path folder, Source source, byte[] manifest, @Nullable String location)
            throws IOException {
        Files.createDirectories(folder.getParent());
        Path part = Files.createTempDirectory(folder.getParent(), "part-");
        try {
            Files.write(part.resolve(MANIFEST), manifest);
            for (String file : fileNames(part)) {
                Path target = part.resolve(file).normalize();
                if (!target.startsWith(part)) {
                    throw new InputException(
                            MANIFEST, "file name " + file, "name files inside the bundle's folder only");
                }
                Files.createDirectories(target.getParent());
                copy(source, file, location, target);
            }
            ModelBundle.open(part); // a damaged copy must not get into the cache
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            if (!Files.exists(folder.resolve(MANIFEST))) {
                throw e;
            }
        } finally {
            deleteTree(part);
        }
    }

    private static List<String> fileNames(Path folder) {
        return List.copyOf(ModelBundle.readManifest(folder).files().keySet());
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static InputStream embedded(String name) throws IOException {
        InputStream stream = BundleCache.class.getClassLoader().getResourceAsStream(EMBEDDED + "/" + name);
        if (stream == null) {
            throw new IOException("the program was built without " + EMBEDDED + "/" + name);
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
                "--bundle " + (location == null ? EMBEDDED : location),
                name + " cannot be read (" + e.getMessage() + ")",
                "give the folder of a complete bundle",
                e);
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
