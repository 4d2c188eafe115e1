package oragen.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

    private final Checkpoint checkpoint;
    private final String source;
    private final Set<String> taken = new TreeSet<>();

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
            throw missing(prefix + "0");
        }
        return count;
    }

    private boolean startsAny(String prefix) {
        return checkpoint.names().stream().anyMatch(name -> name.startsWith(prefix));
    }

    long[] shape(String name) {
        if (!has(name)) {
            throw missing(name);
        }
        return checkpoint.shape(name);
    }

    /** Values of a parameter that must have this shape, row-major; a new array. */
    float[] take(String name, long... shape) {
        long[] actual = shape(name);
        if (!Arrays.equals(actual, shape)) {
            throw new InputException(
                    source,
                    "parameter " + name + " has shape " + Arrays.toString(actual) + ", not " + Arrays.toString(shape),
                    "give the checkpoint of this network");
        }
        taken.add(name);
        return checkpoint.values(name);
    }

    /** Ends the reading: what nobody took must be known to be unused. */
    void requireAllTaken() {
        for (String name : new TreeSet<>(checkpoint.names())) {
            boolean unused =
                    UNUSED.stream().anyMatch(pattern -> pattern.matcher(name).matches());
            if (!taken.contains(name) && !unused) {
                throw new InputException(
                        source, "parameter " + name + " belongs to no layer", "give the checkpoint of this network");
            }
        }
    }

    private InputException missing(String name) {
        return new InputException(source, "no parameter " + name, "give the checkpoint of this network");
    }
}
