package oragen.checkpoint;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import oragen.InputException;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Named parameters of a network in a file; nothing is executed to read them. */
public interface Checkpoint extends AutoCloseable {
    /** Names are similar that differ in less than a third of their letters. */
    int SIMILAR_PART = 3;

    Set<String> names();

    /** Lengths of a parameter's axes; a name that the file does not hold is an error. */
    long[] shape(String name);

    /** Values of a parameter, row-major, widened or narrowed to 32 bits; a new array, read from the file now. */
    float[] values(String name);

    /** A parameter's name as the file spells it, or would spell it if it held it. */
    default String nameInFile(String name) {
        return name;
    }

    /**
     * The parameter of the file that may be meant by one that it lacks, as the file spells it: the most similar of those
     * that are left over, else of all.
     *
     * @param leftOver names that belong to no layer
     */
    default String closest(String missing, Set<String> leftOver) {
        LevenshteinDistance distance = new LevenshteinDistance();
        Comparator<String> similarity = Comparator.comparingInt(name -> distance.apply(missing, name));
        return leftOver.stream()
                .filter(name -> distance.apply(missing, name) <= missing.length() / SIMILAR_PART)
                .min(similarity)
                .or(() -> names().stream().min(similarity))
                .map(this::nameInFile)
                .orElse("none");
    }

    @Override
    void close();

    /** Opens a PyTorch checkpoint (the zip format of 1.6 and later) or a safetensors file, told apart by content. */
    @MustBeClosed
    static Checkpoint open(Path file) {
        try {
            CheckpointFormat format = CheckpointFormat.of(file);
            if (format == CheckpointFormat.TORCH) {
                return TorchReader.read(file);
            }
            if (format == CheckpointFormat.SAFETENSORS) {
                return SafetensorsReader.read(file);
            }
            throw format.refuse(file);
        } catch (IOException e) {
            String found = Files.exists(file) ? "cannot be read (" + e.getMessage() + ")" : "does not exist";
            throw new InputException(file.toString(), found, "check the path, or copy the file again", e);
        }
    }
}
