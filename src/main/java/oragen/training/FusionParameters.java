package oragen.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import oragen.InputException;
import oragen.exchange.FusionNetwork;
import oragen.exchange.FusionSize;
import oragen.exchange.checkpoint.Checkpoint;

/** Values of a fusion's parameters before training. */
final class FusionParameters {
    private FusionParameters() {}

    /**
     * As PyTorch starts: weights and biases of linear layers even in ±1/√inputs, norms at 1 and 0. A value depends on
     * the seed and on the parameter's name alone.
     */
    static Map<String, float[]> drawn(FusionSize size, long seed) {
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
        size.parameters().forEach((name, shape) -> {
            boolean mayBeNew = name.startsWith(FusionNetwork.MASK_HEAD);
            if (checkpoint.names().contains(name)) {
                requireShape(checkpoint, source, name, shape);
                values.put(name, checkpoint.values(name));
            } else if (!mayBeNew) {
                throw new InputException(source, "no parameter " + name, "give a fusion of intermediate features");
            }
        });
        for (String name : checkpoint.names()) {
            if (!values.containsKey(name) && !name.startsWith(FusionNetwork.MASK_HEAD)) {
                throw new InputException(
                        source, "parameter " + name + " belongs to no layer", "give a fusion of intermediate features");
            }
        }
        return values;
    }

    private static void requireShape(Checkpoint checkpoint, String source, String name, long[] shape) {
        if (!java.util.Arrays.equals(checkpoint.shape(name), shape)) {
            throw new InputException(
                    source,
                    "parameter " + name + " has shape " + java.util.Arrays.toString(checkpoint.shape(name)) + ", not "
                            + java.util.Arrays.toString(shape),
                    "give a fusion of features like those of --bundle");
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

    static int elements(long[] shape) {
        long elements = 1;
        for (long length : shape) {
            elements = Math.multiplyExact(elements, length);
        }
        return Math.toIntExact(elements);
    }
}
