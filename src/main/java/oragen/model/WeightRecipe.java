package oragen.model;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** How the values of a parameter are made up from its name, so that signals neither vanish nor explode. */
public sealed interface WeightRecipe {
    /** Values of a parameter, row-major; a new array. */
    float[] draw(String name, long[] shape);

    /** In words, for the manifest. */
    String description();

    private static int elements(long[] shape) {
        long elements = 1;
        for (long length : shape) {
            elements = Math.multiplyExact(elements, length);
        }
        return Math.toIntExact(elements);
    }

    /** Another network for each seed. */
    record Seeded(long seed) implements WeightRecipe {
        private static final double SMALL = 0.1;

        @Override
        public float[] draw(String name, long[] shape) {
            boolean normGain = name.endsWith("weight_g") || name.endsWith("parametrizations.weight.original0");
            boolean matrix = shape.length > 1 && !normGain;
            boolean gain = normGain || (!matrix && name.endsWith("weight"));
            double scale = matrix ? Math.sqrt(3.0 * shape[0] / elements(shape)) : SMALL;
            SplittableRandom random = new SplittableRandom(seed ^ ((long) name.hashCode() << 32));
            float[] values = new float[elements(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextDouble(-1, 1) * scale + (gain ? 1 : 0));
            }
            return values;
        }

        @Override
        public String description() {
            return "seed " + seed;
        }
    }

    /**
     * Values that any language can make again from the name alone, in 64-bit integers and floats: an element's bits are
     * SplitMix64's of the name's FNV-1a-64 plus its index. The outputs that parity is tested with come from these.
     */
    record Golden() implements WeightRecipe {
        private static final double BIAS = 0.1;
        private static final double EMBEDDING = 0.5;
        private static final double UNIT_VARIANCE = Math.sqrt(3);

        @Override
        public float[] draw(String name, long[] shape) {
            int size = elements(shape);
            if (name.endsWith("weight_v") || (name.endsWith("weight") && shape.length >= 2)) {
                return even(name, size, Math.sqrt(3.0 / (size / shape[0])), 0);
            }
            if (name.endsWith("weight_g") || name.endsWith("weight")) {
                return even(name, size, BIAS, 1);
            }
            boolean embedding = name.endsWith("cls_token") || name.endsWith("position_embeddings");
            return even(name, size, embedding ? EMBEDDING : BIAS, 0);
        }

        @Override
        public String description() {
            return "golden recipe";
        }

        /** A network's input by its name. */
        public static float[] input(String name, int size) {
            return even("input." + name, size, UNIT_VARIANCE, 0);
        }

        /** Values evenly spread over offset ± scale. */
        public static float[] even(String name, int size, double scale, double offset) {
            long seed = 0xcbf29ce484222325L;
            for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
                seed = (seed ^ (letter & 0xff)) * 0x100000001b3L;
            }
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                long bits = seed + i + 0x9E3779B97F4A7C15L;
                bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
                bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
                bits = bits ^ (bits >>> 31);
                double uniform = (bits >>> 40) / (double) (1 << 24) * 2 - 1;
                values[i] = (float) (uniform * scale + offset);
            }
            return values;
        }
    }
}
