package oragen.model.compact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/**
 * Features of parts of a face: means of what layers of the visual encoder see there. The pooled descriptor tells persons
 * apart whatever they wear; cloth and its folds are told by the layers before, and the eyes by where they are.
 */
public final class RegionFeatures {
    private static final int DESCRIPTOR = MobileNetDescriptor.FEATURES;

    private static final List<Part> PARTS = List.of(
            new Part("conv_dw_12", 512, 14, Region.EYES),
            new Part("conv_dw_6", 256, 28, Region.NOSE),
            new Part("conv_dw_6", 256, 28, Region.MOUTH),
            new Part("conv_dw_6", 256, 28, Region.CHIN),
            new Part("conv_dw_8", 512, 14, Region.UPPER_MASK),
            new Part("conv_dw_8", 512, 14, Region.LOWER_MASK));

    /** Descriptor and eyes, from which person and age are told. */
    public static final int OF_PERSON = DESCRIPTOR + PARTS.get(0).channels;

    public static final int COUNT =
            DESCRIPTOR + PARTS.stream().mapToInt(Part::channels).sum();

    private final OnnxGraph graph;
    private final Map<String, Value> means = new HashMap<>();

    RegionFeatures(OnnxGraph graph) {
        this.graph = graph;
    }

    /** A rectangle of the crop, in parts of its side. */
    private enum Region {
        EYES(0.07, 0.5),
        NOSE(0.45, 0.62),
        MOUTH(0.62, 0.79),
        CHIN(0.79, 0.96),
        UPPER_MASK(0.45, 0.65),
        LOWER_MASK(0.65, 0.93);

        private static final double LEFT = 0.15;
        private final double top;
        private final double bottom;

        Region(double top, double bottom) {
            this.top = top;
            this.bottom = bottom;
        }

        /** Writes the weight of each of the side × side places in the mean over the region, {@code step} values apart. */
        private void weigh(int side, float[] weights, int start, int step) {
            int first = (int) Math.round(top * side);
            int end = (int) Math.round(bottom * side);
            int left = (int) Math.round(LEFT * side);
            int right = side - left;
            float weight = 1f / ((end - first) * (right - left));
            for (int row = first; row < end; row++) {
                for (int column = left; column < right; column++) {
                    weights[start + (row * side + column) * step] = weight;
                }
            }
        }
    }

    /** @param layer that takes the image, whose sides are as long */
    private record Part(String layer, int channels, int side, Region region) {}

    /** Takes what a layer takes; of most layers nothing is wanted. */
    void see(String layer, Value image) {
        List<Part> wanted =
                PARTS.stream().filter(part -> part.layer.equals(layer)).toList();
        if (!wanted.isEmpty()) {
            means.put(layer, means(image, wanted));
        }
    }

    /** Of parts of one layer, [n, parts × channels]: one product, as several passes over the image take longer. */
    private Value means(Value image, List<Part> parts) {
        int side = parts.get(0).side;
        int channels = parts.get(0).channels;
        float[] weights = new float[side * side * parts.size()];
        for (int part = 0; part < parts.size(); part++) {
            parts.get(part).region.weigh(side, weights, part, parts.size());
        }
        Value places = graph.reshape(image, OnnxGraph.BATCH, channels, (long) side * side);
        Value byChannel = graph.matrixProduct(places, graph.constant(weights, (long) side * side, parts.size()));
        return graph.reshape(graph.transpose(byChannel, 0, 2, 1), OnnxGraph.BATCH, (long) parts.size() * channels);
    }

    /** The descriptor [n, 1024] and the means of all parts, [n, {@link #COUNT}]. */
    Value after(Value descriptor) {
        List<Value> all = new ArrayList<>(List.of(descriptor));
        PARTS.stream()
                .map(Part::layer)
                .distinct()
                .forEach(layer -> all.add(Objects.requireNonNull(means.get(layer), layer)));
        return graph.concatenate(1, all.toArray(Value[]::new));
    }
}
