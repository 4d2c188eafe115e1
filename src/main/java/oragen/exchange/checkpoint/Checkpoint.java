package oragen.exchange.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import oragen.InputException;

/** Named parameters of a network in a file; nothing is executed to read them. */
public interface Checkpoint extends AutoCloseable {
    Set<String> names();

    /** Lengths of a parameter's axes; a name that the file does not hold is an error. */
    long[] shape(String name);

    /** Values of a parameter, row-major, widened or narrowed to 32 bits; a new array, read from the file now. */
    float[] values(String name);

    @Override
    void close();

    /** Opens a PyTorch checkpoint (the zip format of 1.6 and later) or a safetensors file, told apart by content. */
    @MustBeClosed
    static Checkpoint open(Path file) {
        try {
            CheckpointFormat format = CheckpointFormat.of(file);
            if (format == CheckpointFormat.TORCH) {
                return TorchCheckpoint.read(file);
            }
            if (format == CheckpointFormat.SAFETENSORS) {
                return SafetensorsCheckpoint.read(file);
            }
            throw format.refuse(file);
        } catch (IOException e) {
            String found = Files.exists(file) ? "cannot be read (" + e.getMessage() + ")" : "does not exist";
            throw new InputException(file.toString(), found, "check the path, or copy the file again", e);
        }
    }
}
