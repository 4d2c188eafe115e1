package oragen.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.exchange.checkpoint.Checkpoint;

/** Parameters as a function of their names, by the recipe with which the golden tensors were made. */
public final class GoldenCheckpoint implements Checkpoint {
    private final Map<String, long[]> shapes;
    private String dropped = "";

    private GoldenCheckpoint(Map<String, long[]> shapes) {
        this.shapes = shapes;
    }

    /** The parameters that a golden network's JSON lists. */
    static GoldenCheckpoint of(String network) throws IOException {
        try (InputStream stream = GoldenCheckpoint.class.getResourceAsStream("/golden/" + network + ".json")) {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            for (JsonNode parameter :
                    JsonMapper.builder().build().readTree(stream).get("parameters")) {
                List<Long> shape = new ArrayList<>();
                parameter.get(1).forEach(size -> shape.add(size.asLong()));
                shapes.put(
                        parameter.get(0).asText(),
                        shape.stream().mapToLong(Long::longValue).toArray());
            }
            return new GoldenCheckpoint(shapes);
        }
    }

    /** Parameters of any names and shapes. */
    public static GoldenCheckpoint of(Map<String, long[]> shapes) {
        return new GoldenCheckpoint(shapes);
    }

    GoldenCheckpoint with(String name, long... shape) {
        Map<String, long[]> more = new LinkedHashMap<>(shapes);
        more.put(name, shape);
        return new GoldenCheckpoint(more);
    }

    /** The same with one parameter of zeros. */
    GoldenCheckpoint dropping(String name) {
        GoldenCheckpoint copy = new GoldenCheckpoint(shapes);
        copy.dropped = name;
        return copy;
    }

    GoldenCheckpoint without(String name) {
        Map<String, long[]> fewer = new LinkedHashMap<>(shapes);
        fewer.remove(name);
        return new GoldenCheckpoint(fewer);
    }

    @Override
    public Set<String> names() {
        return shapes.keySet();
    }

    @Override
    public long[] shape(String name) {
        return shapes.get(name).clone();
    }

    @Override
    public float[] values(String name) {
        long[] shape = shapes.get(name);
        int size = 1;
        for (long dimension : shape) {
            size *= (int) dimension;
        }
        if (name.equals(dropped)) {
            return new float[size];
        }
        double scale = 0.1;
        double offset = 0;
        if (name.endsWith("weight_v") || (name.endsWith("weight") && shape.length >= 2)) {
            scale = Math.sqrt(3.0 / (size / (double) shape[0]));
        } else if (name.endsWith("weight_g") || name.endsWith("weight")) {
            offset = 1;
        } else if (name.endsWith("cls_token") || name.endsWith("position_embeddings")) {
            scale = 0.5;
        }
        return drawn(name, size, scale, offset);
    }

    /** A model's input. */
    public static float[] input(String name, int size) {
        return drawn("input." + name, size, Math.sqrt(3), 0);
    }

    public static float[] drawn(String name, int size, double scale, double offset) {
        long seed = 0xcbf29ce484222325L;
        for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
            seed = (seed ^ (letter & 0xff)) * 0x100000001b3L;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            long z = seed + i + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z = z ^ (z >>> 31);
            double uniform = (z >>> 40) / (double) (1 << 24) * 2 - 1;
            values[i] = (float) (uniform * scale + offset);
        }
        return values;
    }

    @Override
    public void close() {}
}
