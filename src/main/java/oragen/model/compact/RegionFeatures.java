package oragen.model.compact;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
    private final Map<Integer, Value> means = new TreeMap<>();

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

        /** [1, 1, side, side]: factors with which the mean over an image is one over the region. */
        private float[] factors(int side) {
            int first = (int) Math.round(top * side);
            int end = (int) Math.round(bottom * side);
            int left = (int) Math.round(LEFT * side);
            int right = side - left;
            float factor = (float) (side * side) / ((end - first) * (right - left));
            float[] factors = new float[side * side];
            for (int row = first; row < end; row++) {
                Arrays.fill(factors, row * side + left, row * side + right, factor);
            }
            return factors;
        }
    }

    /** @param layer that takes the image, whose sides are as long */
    private record Part(String layer, int channels, int side, Region region) {}

    /** Takes what a layer takes; of most layers nothing is wanted. */
    void see(String layer, Value image) {
        for (int part = 0; part < PARTS.size(); part++) {
            Part wanted = PARTS.get(part);
            if (wanted.layer.equals(layer)) {
                float[] factors = wanted.region.factors(wanted.side);
                means.put(
                        part,
                        graph.spatialMean(
                                graph.multiply(image, graph.constant(factors, 1, 1, wanted.side, wanted.side))));
            }
        }
    }

    /** The descriptor [n, 1024] and the means of all parts, [n, {@link #COUNT}]. */
    Value after(Value descriptor) {
        Value[] all = new Value[PARTS.size() + 1];
        all[0] = descriptor;
        for (int part = 0; part < PARTS.size(); part++) {
            all[part + 1] = Objects.requireNonNull(means.get(part), PARTS.get(part).layer);
        }
        return graph.concatenate(1, all);
    }
}
