package oragen.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import oragen.InputException;
import oragen.checkpoint.Checkpoint;

/**
 * The parameters of one network, taken from a checkpoint by name. Strict: a parameter that is missing, of another
 * shape, or left over is an error, but for those that training left behind and no network uses.
 */
public final class Weights {
    private static final List<Pattern> UNUSED = List.of(
            Pattern.compile("transformer_block\\d+\\.feed_forward\\.layer_norm\\..*"),
            Pattern.compile(".*" + Pattern.quote(Architecture.POSITIONS)),
            Pattern.compile(".*masked_spec_embed"),
            Pattern.compile("vit_model\\.vit\\.layernorm\\..*"),
            Pattern.compile("vit_model\\.vit\\.pooler\\..*"),
            Pattern.compile("vit_model\\.classifier\\..*"));

    private final Checkpoint checkpoint;
    private final String source;
    private final String remedy;

    /** @param source of the parameters, for messages */
    public Weights(Checkpoint checkpoint, String source) {
        this(checkpoint, source, "use a checkpoint of this network");
    }

    /** @param remedy what to do when the parameters do not fit, for messages */
    public Weights(Checkpoint checkpoint, String source, String remedy) {
        this.checkpoint = checkpoint;
        this.source = source;
        this.remedy = remedy;
    }

    public boolean has(String name) {
        return checkpoint.names().contains(name);
    }

    /** Number of consecutive blocks whose names begin with a prefix and a number. */
    int count(String prefix) {
        int count = 0;
        while (startsAny(prefix + count + ".")) {
            count++;
        }
        if (count == 0) {
            throw missing(prefix + "0", Set.of());
        }
        return count;
    }

    /** Whether the name of any parameter begins so. */
    boolean startsAny(String prefix) {
        return checkpoint.names().stream().anyMatch(name -> name.startsWith(prefix));
    }

    public long[] shape(String name) {
        if (!has(name)) {
            throw missing(name, Set.of());
        }
        return checkpoint.shape(name);
    }

    /** The shape of a parameter that must have so many axes. */
    public long[] shape(String name, int rank) {
        long[] shape = shape(name);
        if (shape.length != rank) {
            throw misshaped(name, shape, "of " + rank + " axes");
        }
        return shape;
    }

    /** Values of a parameter, row-major; a new array. */
    public float[] values(String name) {
        return checkpoint.values(name);
    }

    /** Holds the checkpoint against the parameters of a network. */
    public void require(Map<String, long[]> shapes) {
        TreeSet<String> leftOver = new TreeSet<>(checkpoint.names());
        leftOver.removeAll(shapes.keySet());
        leftOver.removeIf(name ->
                UNUSED.stream().anyMatch(pattern -> pattern.matcher(name).matches()));
        shapes.forEach((name, shape) -> {
            if (!has(name)) {
                throw missing(name, leftOver);
            }
            if (!Arrays.equals(shape(name), shape)) {
                throw misshaped(name, shape(name), Arrays.toString(shape));
            }
        });
        if (!leftOver.isEmpty()) {
            String name = checkpoint.nameInFile(leftOver.first());
            throw new InputException(source, "parameter " + name + " does not belong to any layer", remedy);
        }
    }

    private InputException missing(String name, Set<String> leftOver) {
        return new InputException(
                source,
                "no parameter " + checkpoint.nameInFile(name) + "; the closest name in the file is "
                        + checkpoint.closest(name, leftOver),
                remedy);
    }

    private InputException misshaped(String name, long[] shape, String wanted) {
        return new InputException(
                source,
                "parameter " + checkpoint.nameInFile(name) + " has shape " + Arrays.toString(shape) + ", not " + wanted,
                remedy);
    }
}
