package oragen.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;
import oragen.LocalCache;

/**
 * The native libraries of ONNX Runtime, unpacked once into {@link LocalCache}; it would unpack them itself at every start,
 * and leave them behind where a process is killed.
 */
final class OnnxLibraries {
    /** By which ONNX Runtime is told where its libraries are. */
    private static final String PROPERTY = "onnxruntime.native.path";

    /** Of both artifacts, with CUDA and without; there may be fewer. */
    private static final List<String> NAMES = List.of(
            "onnxruntime",
            "onnxruntime4j_jni",
            "onnxruntime_providers_shared",
            "onnxruntime_providers_cuda",
            "onnxruntime_providers_tensorrt");

    private OnnxLibraries() {}

    /** Before ONNX Runtime is used for the first time; a folder that the user has named stays. */
    static synchronized void unpack() {
        if (System.getProperty(PROPERTY) == null) {
            try {
                LocalCache.makePrivate();
                Map<String, URL> libraries = libraries();
                if (!libraries.isEmpty()) {
                    System.setProperty(
                            PROPERTY,
                            unpacked(libraries, LocalCache.folder())
                                    .toAbsolutePath()
                                    .toString());
                }
            } catch (IOException e) {
                throw new InputException(
                        LocalCache.folder().toString(),
                        "the libraries of ONNX Runtime cannot be unpacked there (" + e + ")",
                        "free some space, or choose another folder with -Djava.io.tmpdir",
                        e);
            }
        }
    }

    /** The libraries of this platform, by the names of their files; empty where ONNX Runtime has none. */
    static Map<String, URL> libraries() {
        Map<String, URL> libraries = new TreeMap<>();
        for (String name : NAMES) {
            String file = System.mapLibraryName(name);
            URL found = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
            if (found != null) {
                libraries.put(file, found);
            }
        }
        return libraries;
    }

    /** As ONNX Runtime spells it. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux")
                + (processor.equals("aarch64") ? "-aarch64" : "-x64");
    }

    /** The folder of these libraries in a cache, each whole there; its name tells one version from another. */
    static Path unpacked(Map<String, URL> libraries, Path cache) throws IOException {
        long version = 0;
        for (URL library : libraries.values()) {
            version = 31 * version + Entry.of(library).version();
        }
        Path folder = Files.createDirectories(cache.resolve("onnxruntime-" + Long.toHexString(version)));
        for (Map.Entry<String, URL> library : libraries.entrySet()) {
            Path file = folder.resolve(library.getKey());
            if (!Files.exists(file)
                    || Files.size(file) != Entry.of(library.getValue()).bytes()) {
                unpack(library.getValue(), file);
            }
        }
        return folder;
    }

    /** By renaming: another process may do the same, or use a file that is replaced. */
    private static void unpack(URL library, Path file) throws IOException {
        Path part = Files.createTempFile(file.getParent(), "part-", null);
        try (InputStream content = library.openStream()) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private record Entry(long bytes, long version) {
        static Entry of(URL library) throws IOException {
            URLConnection connection = library.openConnection();
            if (connection instanceof JarURLConnection jar) {
                return new Entry(jar.getJarEntry().getSize(), jar.getJarEntry().getCrc());
            }
            return new Entry(connection.getContentLengthLong(), connection.getLastModified());
        }
    }
}
