package oragen.model;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import oragen.checkpoint.Checkpoint;
import oragen.network.Architecture;
import oragen.network.Sinusoids;

/** Made-up parameters of an architecture; sinusoidal positions are as every such network has them. */
final class RandomCheckpoint implements Checkpoint {
    private final Map<String, long[]> shapes;
    private final WeightRecipe recipe;

    RandomCheckpoint(Map<String, long[]> shapes, WeightRecipe recipe) {
        this.shapes = shapes;
        this.recipe = recipe;
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
        return name.endsWith(Architecture.POSITIONS)
                ? Sinusoids.table((int) shape[1], (int) shape[2])
                : recipe.draw(name, shape);
    }

    @Override
    public void close() {}
}
