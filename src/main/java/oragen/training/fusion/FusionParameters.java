package oragen.training.fusion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import oragen.InputException;
import oragen.checkpoint.Checkpoint;
import oragen.network.FusionNetwork;
import oragen.network.FusionSize;

/** Values of a fusion's parameters before training. */
public final class FusionParameters {
    private FusionParameters() {}

    /**
     * As PyTorch starts: weights and biases of linear layers even in ±1/√inputs, norms at 1 and 0. A value depends on
     * the seed and on the parameter's name alone.
     */
    public static Map<String, float[]> drawn(FusionSize size, long seed) {
        Map<String, long[]> shapes = size.parameters();
        Map<String, float[]> values = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            String layer = name.substring(0, name.lastIndexOf('.'));
            long[] weight = shapes.getOrDefault(layer + ".weight", shape);
            boolean norm = weight.length == 1;
            values.put(
                    name,
                    norm
                            ? filled(shape, name.endsWith(".weight") ? 1 : 0)
                            : even(shape, 1 / Math.sqrt(weight[1]), seed ^ ((long) name.hashCode() << 32)));
        });
        return values;
    }

    /**
     * Those of a checkpoint. A mask head that it lacks is drawn, and one that is not asked for left out; anything else
     * that does not fit is an error.
     */
    static Map<String, float[]> imported(Checkpoint checkpoint, String source, FusionSize size, long seed) {
        Map<String, float[]> values = drawn(size, seed);
        TreeSet<String> leftOver = new TreeSet<>(checkpoint.names());
        leftOver.removeIf(name -> values.containsKey(name) || name.startsWith(FusionNetwork.MASK_HEAD));
        size.parameters().forEach((name, shape) -> {
            boolean mayBeNew = name.startsWith(FusionNetwork.MASK_HEAD);
            if (checkpoint.names().contains(name)) {
                requireShape(checkpoint, source, name, shape);
                values.put(name, checkpoint.values(name));
            } else if (!mayBeNew) {
                throw new InputException(
                        source,
                        "no parameter " + checkpoint.nameInFile(name) + "; the closest name in the file is "
                                + checkpoint.closest(name, leftOver),
                        "use a fusion of intermediate features");
            }
        });
        if (!leftOver.isEmpty()) {
            throw new InputException(
                    source,
                    "parameter " + checkpoint.nameInFile(leftOver.first()) + " does not belong to any layer",
                    "use a fusion of intermediate features");
        }
        return values;
    }

    private static void requireShape(Checkpoint checkpoint, String source, String name, long[] shape) {
        if (!java.util.Arrays.equals(checkpoint.shape(name), shape)) {
            throw new InputException(
                    source,
                    "parameter " + checkpoint.nameInFile(name) + " has shape "
                            + java.util.Arrays.toString(checkpoint.shape(name)) + ", not "
                            + java.util.Arrays.toString(shape),
                    "use a fusion whose feature sizes match those of --bundle");
        }
    }

    private static float[] filled(long[] shape, float value) {
        float[] values = new float[elements(shape)];
        java.util.Arrays.fill(values, value);
        return values;
    }

    private static float[] even(long[] shape, double limit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-limit, limit);
        }
        return values;
    }

    public static int elements(long[] shape) {
        long elements = 1;
        for (long length : shape) {
            elements = Math.multiplyExact(elements, length);
        }
        return Math.toIntExact(elements);
    }
}
