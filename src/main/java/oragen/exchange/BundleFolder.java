package oragen.exchange;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.onnx.BundleManifest;
import oragen.onnx.BundleManifest.BundleFile;
import oragen.onnx.Checksums;

/** A bundle under way: a folder beside its place that takes the place once it is complete, and never before. */
final class BundleFolder implements AutoCloseable {
    private final Path output;
    private final Path part;
    private final Map<String, BundleFile> files = new TreeMap<>();

    @MustBeClosed
    BundleFolder(Path output) throws IOException {
        this.output = output.toAbsolutePath();
        if (Files.exists(this.output)) {
            throw new InputException("--output " + output, "exists already", "give the folder of a new bundle");
        }
        this.part = this.output.resolveSibling("." + this.output.getFileName() + ".part");
        deleteTree(part); // of an import that was killed
        Files.createDirectories(part);
    }

    /** Where a file is to be written before it is listed. */
    Path file(String name) {
        return part.resolve(name);
    }

    /** Lists a file that is complete. */
    void list(String name, String source, String licence) throws IOException {
        files.put(name, new BundleFile(Checksums.sha256(file(name)), source, licence));
    }

    Map<String, BundleFile> files() {
        return files;
    }

    /** Writes the manifest and moves the folder to its place. */
    void finish(BundleManifest manifest) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        String json = JsonMapper.builder().build().writer(printer).writeValueAsString(manifest);
        Files.writeString(part.resolve("manifest.json"), json + "\n");
        try {
            Files.move(part, output, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new InputException("--output " + output, "exists already", "give the folder of a new bundle", e);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        deleteTree(part);
    }
}
