package oragen.model.compact;

import java.util.Arrays;
import oragen.network.graph.HalfTensor;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/** The heads for age and gender that HSE's network came with, on a graph. */
final class FaceNetworkHeads {
    private static final int HIDDEN = 256;
    private static final int AGE_BINS = 100;
    /** Odds beyond are those of a saturated sigmoid. */
    private static final float LARGEST_ODDS = 16;

    private final OnnxGraph graph;
    private final TfjsWeights weights;

    FaceNetworkHeads(OnnxGraph graph, TfjsWeights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /**
     * What the network says of faces.
     *
     * @param years expectation over one-year classes, [.., 1]
     * @param maleOdds ln(P(male) / P(female)), [.., 1]
     */
    record Answers(Value years, Value maleOdds) {}

    /** @param features [.., {@link RegionFeatures#COUNT}], of which the network takes the descriptor */
    Answers answers(Value features) {
        HalfTensor kernel = weights.tensor("feats/kernel", MobileNetDescriptor.FEATURES, HIDDEN);
        short[] padded = Arrays.copyOf(kernel.values(), RegionFeatures.COUNT * HIDDEN);
        Value hidden = graph.rectify(graph.dense(
                features,
                graph.weight("feats/kernel", new HalfTensor(new long[] {RegionFeatures.COUNT, HIDDEN}, padded)),
                graph.weight("feats/bias", weights.tensor("feats/bias", HIDDEN))));
        Value bins = graph.softmax(head(hidden, "age_pred", HIDDEN, AGE_BINS));
        Value odds = graph.clip(head(hidden, "gender_pred", HIDDEN, 1), -LARGEST_ODDS, LARGEST_ODDS);
        return new Answers(graph.matrixProduct(bins, graph.constant(binCentres(), AGE_BINS, 1)), odds);
    }

    private Value head(Value value, String layer, int inputs, int outputs) {
        Value kernel = graph.weight(layer + "/kernel", weights.tensor(layer + "/kernel", inputs, outputs));
        Value bias = graph.weight(layer + "/bias", weights.tensor(layer + "/bias", outputs));
        return graph.dense(value, kernel, bias);
    }

    private static float[] binCentres() {
        float[] centres = new float[AGE_BINS];
        for (int bin = 0; bin < AGE_BINS; bin++) {
            centres[bin] = bin + 0.5f;
        }
        return centres;
    }
}
