package oragen.model.compact;

import ai.onnx.proto.OnnxMl;
import oragen.label.MaskType;
import oragen.network.VoiceNetwork;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;

/**
 * The answers of the compact bundle. Heads of ours on the face descriptor, and on what HSE's network itself says, are asked
 * about each frame and averaged over the frames with a face; the odds of the voice's gender are added to the face's, each
 * as far as it can be trusted.
 */
final class DescriptorFusion {
    static final int SLOTS = 4;
    static final String FACES = "visual_features";
    static final String FACE_PRESENT = "slot_present";
    static final String VOICE = "audio_features";
    static final String VOICE_PRESENT = "audio_present";
    /** What HSE's network says of each face, [n, 4, 1], from which our heads are learnt; labelling does not ask. */
    static final String OWN_YEARS = "own_years";

    static final String OWN_MALE_ODDS = "own_male_log_odds";
    static final float LARGEST_AGE = 100;
    /** Keeps the logarithm of a saturated sigmoid finite. */
    private static final float MIN_PROBABILITY = 1e-7f;

    /**
     * By how much the odds are multiplied, from {@code model fit-fusion} on painted faces and on voices that nothing
     * learnt from; models/README.md has the command.
     */
    static final float TRUST_IN_FACE = 1;

    static final float TRUST_IN_VOICE = 0.5228f;

    /** The same of a voice without a face, whose probabilities are then as they should be. */
    static final float TRUST_IN_VOICE_ALONE = 0.9973f;

    private final OnnxGraph graph = new OnnxGraph("fusion");
    private final TfjsWeights weights;
    private final FaceHeads heads;

    private DescriptorFusion(TfjsWeights weights, FaceHeads heads) {
        this.weights = weights;
        this.heads = heads;
    }

    /**
     * Voice [n, 33] with a 1 where it is heard [n], and features [n, 4, {@link RegionFeatures#COUNT}] with a 1 for each slot with a face [n,
     * 4], to logits of female and male [n, 2], years [n] and logarithms of the mask types' probabilities [n, 6]. Of a
     * window without any face, age and mask type are not a number: nothing is known of them.
     */
    static OnnxMl.ModelProto build(TfjsWeights weights, FaceHeads heads) {
        return new DescriptorFusion(weights, heads).build();
    }

    private OnnxMl.ModelProto build() {
        Value features = graph.input(FACES, OnnxGraph.BATCH, SLOTS, RegionFeatures.COUNT);
        Value present = graph.input(FACE_PRESENT, OnnxGraph.BATCH, SLOTS);
        FaceNetworkHeads.Answers own = new FaceNetworkHeads(graph, weights).answers(features);
        graph.output(OWN_YEARS, own.years(), OnnxGraph.BATCH, SLOTS, 1);
        graph.output(OWN_MALE_ODDS, own.maleOdds(), OnnxGraph.BATCH, SLOTS, 1);
        Value masks = graph.softmax(graph.dense(
                features,
                graph.constant(heads.maskWeights(), RegionFeatures.COUNT, FaceHeads.TYPES),
                graph.constant(heads.maskBias(), FaceHeads.TYPES)));
        Value trust = graph.matrixProduct(masks, graph.constant(experts(), FaceHeads.TYPES, FaceHeads.EXPERTS));

        Value maleOdds = mixed(features, own.maleOdds(), heads.gender(), trust);
        Value odds = graph.add(
                graph.multiply(faceOdds(maleOdds, present), graph.constant(TRUST_IN_FACE)),
                graph.multiply(voiceOdds(), trustInVoice(present)));
        Value even = graph.multiply(odds, graph.constant(0));
        graph.output("gender_logits", graph.concatenate(1, even, odds), OnnxGraph.BATCH, 2);

        Value years = graph.clip(mixed(features, own.years(), heads.age(), trust), 0, LARGEST_AGE);
        graph.output("age_years", graph.squeeze(meanOverPresent(years, present), 1), OnnxGraph.BATCH);

        Value types = graph.add(meanOverPresent(masks, present), graph.constant(MIN_PROBABILITY));
        graph.output("mask_logits", graph.log(types), OnnxGraph.BATCH, FaceHeads.TYPES);
        return graph.build();
    }

    /** [6, 2]: who judges which mask type. */
    private static float[] experts() {
        float[] experts = new float[FaceHeads.TYPES * FaceHeads.EXPERTS];
        for (MaskType type : MaskType.values()) {
            experts[type.ordinal() * FaceHeads.EXPERTS + FaceHeads.expertOf(type)] = 1;
        }
        return experts;
    }

    /** [n, slots, 1]: what the experts say, each as far as it is trusted. */
    private Value mixed(Value features, Value own, FaceHeads.Experts lines, Value trust) {
        Value said = graph.dense(
                features,
                graph.constant(lines.weights(), RegionFeatures.COUNT, FaceHeads.EXPERTS),
                graph.constant(lines.bias(), FaceHeads.EXPERTS));
        Value all = graph.add(said, graph.multiply(own, graph.constant(lines.own(), FaceHeads.EXPERTS)));
        return graph.unsqueeze(graph.sum(graph.multiply(all, trust), 2), 2);
    }

    /** [n, 1]: ln(P(male) / P(female)) by the mean over the faces; 0 without a face. */
    private Value faceOdds(Value maleOdds, Value present) {
        Value one = graph.constant(1);
        Value probabilities = graph.sigmoid(maleOdds);
        Value slots = graph.unsqueeze(present, 2);
        Value count = graph.sum(slots, 1);
        Value total = graph.sum(graph.multiply(probabilities, slots), 1);
        Value absent = graph.subtract(one, graph.clip(count, 0, 1));
        Value mean =
                graph.add(graph.divide(total, graph.max(count, one)), graph.multiply(absent, graph.constant(0.5f)));
        Value male = graph.clip(mean, MIN_PROBABILITY, 1 - MIN_PROBABILITY);
        return graph.subtract(graph.log(male), graph.log(graph.subtract(one, male)));
    }

    /** [n, 1] */
    private Value trustInVoice(Value present) {
        Value seen = graph.clip(graph.sum(graph.unsqueeze(present, 2), 1), 0, 1);
        return graph.add(
                graph.constant(TRUST_IN_VOICE_ALONE),
                graph.multiply(seen, graph.constant(TRUST_IN_VOICE - TRUST_IN_VOICE_ALONE)));
    }

    /** [n, 1]: ln(P(male) / P(female)) by the voice; 0 where nobody is heard. */
    private Value voiceOdds() {
        Value heard = graph.input(VOICE, OnnxGraph.BATCH, VoiceNetwork.FEATURES);
        Value present = graph.unsqueeze(graph.input(VOICE_PRESENT, OnnxGraph.BATCH), 1);
        float[] chosen = new float[VoiceNetwork.FEATURES];
        chosen[VoiceNetwork.LOG_ODDS_MALE] = 1;
        Value odds = graph.matrixProduct(heard, graph.constant(chosen, VoiceNetwork.FEATURES, 1));
        return graph.multiply(odds, present);
    }

    /** [n, slots, classes] to [n, classes]; not a number where no slot is present. */
    private Value meanOverPresent(Value probabilities, Value present) {
        Value slots = graph.unsqueeze(present, 2);
        return graph.divide(graph.sum(graph.multiply(probabilities, slots), 1), graph.sum(slots, 1));
    }
}
