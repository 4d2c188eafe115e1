package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import oragen.network.VoiceNetwork;
import oragen.network.Weights;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/**
 * The answers of the compact bundle. The gender and age heads of HSE's network and a mask-type head of ours are asked
 * about each frame and averaged over the frames with a face; the odds of the voice's gender are added to the face's, each
 * as far as it can be trusted.
 */
final class DescriptorFusion {
    static final int SLOTS = 4;
    private static final int HIDDEN = 256;
    private static final int AGE_BINS = 100;
    private static final int MASK_TYPES = 6;
    /** Keeps the logarithm of a saturated sigmoid finite. */
    private static final float MIN_PROBABILITY = 1e-7f;

    /**
     * By how much the odds are multiplied, from {@code model fit-fusion} on painted faces and on voices that nothing
     * learnt from; models/README.md has the command.
     */
    static final float TRUST_IN_FACE = 1;

    static final float TRUST_IN_VOICE = 0.1667f;

    private final OnnxGraph graph = new OnnxGraph("fusion");
    private final TfjsWeights weights;
    private final Weights maskHead;

    private DescriptorFusion(TfjsWeights weights, Weights maskHead) {
        this.weights = weights;
        this.maskHead = maskHead;
    }

    /**
     * Voice [n, 33] with a 1 where it is heard [n], and descriptors [n, 4, 1024] with a 1 for each slot with a face [n,
     * 4], to logits of female and male [n, 2], years [n] and logarithms of the mask types' probabilities [n, 6]. Of a
     * window without any face, age and mask type are not a number: nothing is known of them.
     *
     * @param maskHead {@code weight} [1024, 6] and {@code bias} [6]
     */
    static OnnxMl.ModelProto build(TfjsWeights weights, Weights maskHead) {
        return new DescriptorFusion(weights, maskHead).build();
    }

    private OnnxMl.ModelProto build() {
        Value features = graph.input("visual_features", OnnxGraph.BATCH, SLOTS, MobileNetDescriptor.FEATURES);
        Value present = graph.input("slot_present", OnnxGraph.BATCH, SLOTS);
        Value hidden = graph.rectify(head(features, "feats", MobileNetDescriptor.FEATURES, HIDDEN));

        Value odds = graph.add(
                graph.multiply(faceOdds(hidden, present), graph.constant(TRUST_IN_FACE)),
                graph.multiply(voiceOdds(), graph.constant(TRUST_IN_VOICE)));
        Value even = graph.multiply(odds, graph.constant(0));
        graph.output("gender_logits", graph.concatenate(1, even, odds), OnnxGraph.BATCH, 2);

        Value bins = meanOverPresent(graph.softmax(head(hidden, "age_pred", HIDDEN, AGE_BINS)), present);
        Value years = graph.matrixProduct(bins, graph.constant(binCentres(), AGE_BINS, 1));
        graph.output("age_years", graph.squeeze(years, 1), OnnxGraph.BATCH);

        Value logits = graph.dense(
                features,
                graph.constant(maskHead.values("weight"), MobileNetDescriptor.FEATURES, MASK_TYPES),
                graph.constant(maskHead.values("bias"), MASK_TYPES));
        Value masks = meanOverPresent(graph.softmax(logits), present);
        graph.output(
                "mask_logits",
                graph.log(graph.add(masks, graph.constant(MIN_PROBABILITY))),
                OnnxGraph.BATCH,
                MASK_TYPES);
        return graph.build();
    }

    /** [n, 1]: ln(P(male) / P(female)) by the mean over the faces; 0 without a face. */
    private Value faceOdds(Value hidden, Value present) {
        Value one = graph.constant(1);
        Value probabilities = graph.sigmoid(head(hidden, "gender_pred", HIDDEN, 1));
        Value slots = graph.unsqueeze(present, 2);
        Value count = graph.sum(slots, 1);
        Value total = graph.sum(graph.multiply(probabilities, slots), 1);
        Value absent = graph.subtract(one, graph.clip(count, 0, 1));
        Value mean =
                graph.add(graph.divide(total, graph.max(count, one)), graph.multiply(absent, graph.constant(0.5f)));
        Value male = graph.clip(mean, MIN_PROBABILITY, 1 - MIN_PROBABILITY);
        return graph.subtract(graph.log(male), graph.log(graph.subtract(one, male)));
    }

    /** [n, 1]: ln(P(male) / P(female)) by the voice; 0 where nobody is heard. */
    private Value voiceOdds() {
        Value heard = graph.input("audio_features", OnnxGraph.BATCH, VoiceNetwork.FEATURES);
        Value present = graph.unsqueeze(graph.input("audio_present", OnnxGraph.BATCH), 1);
        float[] chosen = new float[VoiceNetwork.FEATURES];
        chosen[VoiceNetwork.LOG_ODDS_MALE] = 1;
        Value odds = graph.matrixProduct(heard, graph.constant(chosen, VoiceNetwork.FEATURES, 1));
        return graph.multiply(odds, present);
    }

    private Value head(Value value, String layer, int inputs, int outputs) {
        Value kernel = graph.weight(layer + "/kernel", weights.tensor(layer + "/kernel", inputs, outputs));
        Value bias = graph.weight(layer + "/bias", weights.tensor(layer + "/bias", outputs));
        return graph.dense(value, kernel, bias);
    }

    /** [n, slots, classes] to [n, classes]; not a number where no slot is present. */
    private Value meanOverPresent(Value probabilities, Value present) {
        Value slots = graph.unsqueeze(present, 2);
        return graph.divide(graph.sum(graph.multiply(probabilities, slots), 1), graph.sum(slots, 1));
    }

    private static float[] binCentres() {
        float[] centres = new float[AGE_BINS];
        for (int bin = 0; bin < AGE_BINS; bin++) {
            centres[bin] = bin + 0.5f;
        }
        return centres;
    }
}
