package oragen.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oragen.onnx.ModelBundle;

/** The bundle that comes with the program, for commands that run without Spark. */
final class EmbeddedBundle {
    private static final String LOCATION = "models/compact/";
    private static final String MANIFEST = "manifest.json";

    private EmbeddedBundle() {}

    /** Copies the bundle to a temporary folder that is deleted when the JVM ends: networks are loaded from files. */
    static ModelBundle unpack() {
        try {
            Path folder = Files.createTempDirectory("oragen-bundle-");
            folder.toFile().deleteOnExit();
            copy(MANIFEST, folder);
            for (String file :
                    List.copyOf(ModelBundle.readManifest(folder).files().keySet())) {
                copy(file, folder);
            }
            return ModelBundle.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the bundle of the program", e);
        }
    }

    private static void copy(String file, Path folder) throws IOException {
        try (InputStream stream = EmbeddedBundle.class.getClassLoader().getResourceAsStream(LOCATION + file)) {
            if (stream == null) {
                throw new IOException("the program was built without " + LOCATION + file);
            }
            Path target = folder.resolve(file);
            Files.copy(stream, target);
            target.toFile().deleteOnExit();
        }
    }
}
