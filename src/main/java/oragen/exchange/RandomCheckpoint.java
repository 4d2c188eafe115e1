package oragen.exchange;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import oragen.exchange.checkpoint.Checkpoint;

/** Made-up parameters of an architecture, scaled so that signals neither vanish nor explode; for benchmarks. */
final class RandomCheckpoint implements Checkpoint {
    private static final double SMALL = 0.1;

    private final Map<String, long[]> shapes;
    private final long seed;

    /** The same seed gives the same values. */
    RandomCheckpoint(Map<String, long[]> shapes, long seed) {
        this.shapes = shapes;
        this.seed = seed;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(shapes.keySet());
    }

    @Override
    public long[] shape(String name) {
        long[] shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return shape.clone();
    }

    @Override
    public float[] values(String name) {
        long[] shape = shape(name);
        long size = 1;
        for (long length : shape) {
            size *= length;
        }
        boolean matrix = shape.length > 1 && !name.endsWith("weight_g");
        boolean gain = !matrix && (name.endsWith("weight") || name.endsWith("weight_g"));
        double scale = matrix ? Math.sqrt(3.0 * shape[0] / size) : SMALL;
        SplittableRandom random = new SplittableRandom(seed ^ ((long) name.hashCode() << 32));
        float[] values = new float[Math.toIntExact(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble(-1, 1) * scale + (gain ? 1 : 0));
        }
        return values;
    }

    @Override
    public void close() {}
}
