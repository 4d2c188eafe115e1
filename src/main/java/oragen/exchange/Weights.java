package oragen.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import oragen.InputException;
import oragen.exchange.checkpoint.Checkpoint;

/**
 * The parameters of one network, taken from a checkpoint by name. Strict: a parameter that is missing, of another
 * shape, or left over is an error, but for those that training left behind and no network uses.
 */
final class Weights {
    private static final List<Pattern> UNUSED = List.of(
            Pattern.compile("transformer_block\\d+\\.feed_forward\\.layer_norm\\..*"),
            Pattern.compile(".*positional_encoding\\.pe"),
            Pattern.compile(".*masked_spec_embed"),
            Pattern.compile("vit_model\\.vit\\.layernorm\\..*"),
            Pattern.compile("vit_model\\.vit\\.pooler\\..*"),
            Pattern.compile("vit_model\\.classifier\\..*"));

    private static final String REMEDY = "give the checkpoint of this network";

    private final Checkpoint checkpoint;
    private final String source;

    /** @param source of the parameters, for messages */
    Weights(Checkpoint checkpoint, String source) {
        this.checkpoint = checkpoint;
        this.source = source;
    }

    boolean has(String name) {
        return checkpoint.names().contains(name);
    }

    /** Number of consecutive blocks whose names begin with a prefix and a number. */
    int count(String prefix) {
        int count = 0;
        while (startsAny(prefix + count + ".")) {
            count++;
        }
        if (count == 0) {
            throw new InputException(source, "no parameter " + prefix + "0", REMEDY);
        }
        return count;
    }

    private boolean startsAny(String prefix) {
        return checkpoint.names().stream().anyMatch(name -> name.startsWith(prefix));
    }

    long[] shape(String name) {
        if (!has(name)) {
            throw new InputException(source, "no parameter " + name, REMEDY);
        }
        return checkpoint.shape(name);
    }

    /** The shape of a parameter that must have so many axes. */
    long[] shape(String name, int rank) {
        long[] shape = shape(name);
        if (shape.length != rank) {
            throw misshaped(name, shape, "of " + rank + " axes");
        }
        return shape;
    }

    /** Values of a parameter, row-major; a new array. */
    float[] values(String name) {
        return checkpoint.values(name);
    }

    /** Holds the checkpoint against the parameters of a network. */
    void require(Map<String, long[]> shapes) {
        shapes.forEach((name, shape) -> {
            if (!Arrays.equals(shape(name), shape)) {
                throw misshaped(name, shape(name), Arrays.toString(shape));
            }
        });
        for (String name : new TreeSet<>(checkpoint.names())) {
            boolean unused =
                    UNUSED.stream().anyMatch(pattern -> pattern.matcher(name).matches());
            if (!shapes.containsKey(name) && !unused) {
                throw new InputException(source, "parameter " + name + " belongs to no layer", REMEDY);
            }
        }
    }

    private InputException misshaped(String name, long[] shape, String wanted) {
        return new InputException(
                source, "parameter " + name + " has shape " + Arrays.toString(shape) + ", not " + wanted, REMEDY);
    }
}
