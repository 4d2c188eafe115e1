package oragen.model.compact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.Function;
import oragen.checkpoint.Checkpoint;

/** Parameters that were learnt by commands of ours and are part of the program, as safetensors. */
final class OwnWeights {
    private OwnWeights() {}

    /** Opens a resource of this package for one use. */
    static <T> T use(String name, Function<Checkpoint, T> use) throws IOException {
        Path file = Files.createTempFile("oragen-weights", ".safetensors");
        try (InputStream stream = OwnWeights.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(stream, name), file, StandardCopyOption.REPLACE_EXISTING);
            try (Checkpoint checkpoint = Checkpoint.open(file)) {
                return use.apply(checkpoint);
            }
        } finally {
            Files.delete(file);
        }
    }
}
