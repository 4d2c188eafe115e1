package oragen.exchange;

import ai.onnx.proto.OnnxMl;
import oragen.exchange.OnnxGraph.Value;

/** The gender and age heads of HSE's network, asked about each frame and averaged over the frames with a face. */
final class DescriptorFusion {
    static final int SLOTS = 4;
    private static final int HIDDEN = 256;
    private static final int AGE_BINS = 100;
    /** Keeps the logarithm of a saturated sigmoid finite. */
    private static final float MIN_PROBABILITY = 1e-7f;

    private final OnnxGraph graph = new OnnxGraph("fusion");
    private final TfjsWeights weights;

    private DescriptorFusion(TfjsWeights weights) {
        this.weights = weights;
    }

    /**
     * Features [n, 4, 1024] and a 1 for each slot with a face [n, 4], to logits of female and male [n, 2] and years
     * [n]. A window without any face gets the answer of no knowledge: even odds, and ages all alike.
     */
    static OnnxMl.ModelProto build(TfjsWeights weights) {
        return new DescriptorFusion(weights).build();
    }

    private OnnxMl.ModelProto build() {
        Value features = graph.input("visual_features", OnnxGraph.BATCH, SLOTS, MobileNetDescriptor.FEATURES);
        Value present = graph.input("slot_present", OnnxGraph.BATCH, SLOTS);
        Value hidden = graph.rectify(head(features, "feats", MobileNetDescriptor.FEATURES, HIDDEN));

        Value male = meanOverPresent(graph.sigmoid(head(hidden, "gender_pred", HIDDEN, 1)), present, 1);
        Value female = graph.subtract(graph.constant(1), male);
        Value gender = graph.clip(graph.concatenate(1, female, male), MIN_PROBABILITY, 1);
        graph.output("gender_logits", graph.log(gender), OnnxGraph.BATCH, 2);

        Value bins = meanOverPresent(graph.softmax(head(hidden, "age_pred", HIDDEN, AGE_BINS)), present, AGE_BINS);
        Value years = graph.matrixProduct(bins, graph.constant(binCentres(), AGE_BINS, 1));
        graph.output("age_years", graph.squeeze(years, 1), OnnxGraph.BATCH);
        return graph.build();
    }

    private Value head(Value value, String layer, int inputs, int outputs) {
        Value kernel = graph.weight(layer + "/kernel", weights.tensor(layer + "/kernel", inputs, outputs));
        Value bias = graph.weight(layer + "/bias", weights.tensor(layer + "/bias", outputs));
        return graph.dense(value, kernel, bias);
    }

    /** [n, slots, classes] to [n, classes]; the prior where no slot is present. */
    private Value meanOverPresent(Value probabilities, Value present, int classes) {
        Value one = graph.constant(1);
        Value count = graph.sum(graph.unsqueeze(present, 2), 1);
        Value total = graph.sum(graph.multiply(probabilities, graph.unsqueeze(present, 2)), 1);
        Value mean = graph.divide(total, graph.max(count, one));
        Value absent = graph.subtract(one, graph.clip(count, 0, 1));
        // A single class is the one of two.
        Value prior = graph.constant(classes == 1 ? 0.5f : 1f / classes);
        return graph.add(mean, graph.multiply(absent, prior));
    }

    private static float[] binCentres() {
        float[] centres = new float[AGE_BINS];
        for (int bin = 0; bin < AGE_BINS; bin++) {
            centres[bin] = bin + 0.5f;
        }
        return centres;
    }
}
