package oragen.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.checkpoint.Checkpoint;
import oragen.model.WeightRecipe;

/** Parameters of a golden network, and of mistaken versions of it. */
public final class GoldenCheckpoint implements Checkpoint {
    private final Map<String, long[]> shapes;
    private String dropped = "";

    private GoldenCheckpoint(Map<String, long[]> shapes) {
        this.shapes = shapes;
    }

    /** The parameters that a golden network's JSON lists. */
    public static GoldenCheckpoint of(String network) throws IOException {
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

    public GoldenCheckpoint with(String name, long... shape) {
        Map<String, long[]> more = new LinkedHashMap<>(shapes);
        more.put(name, shape);
        return new GoldenCheckpoint(more);
    }

    /** The same with one parameter of zeros. */
    public GoldenCheckpoint dropping(String name) {
        GoldenCheckpoint copy = new GoldenCheckpoint(shapes);
        copy.dropped = name;
        return copy;
    }

    public GoldenCheckpoint without(String name) {
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
        float[] values = new WeightRecipe.Golden().draw(name, shape);
        return name.equals(dropped) ? new float[values.length] : values;
    }

    @Override
    public void close() {}
}
