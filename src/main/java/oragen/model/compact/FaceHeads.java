package oragen.model.compact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.SafetensorsWriter;
import oragen.label.MaskType;
import oragen.network.Weights;

/**
 * Our heads on the face descriptor; the arrays are not copied. Ages and genders are lines of the descriptor and of what
 * the public network itself says: one for faces that can be seen, one for those that are covered.
 *
 * @param maskWeights [features, 6], with {@code maskBias} [6]
 */
public record FaceHeads(float[] maskWeights, float[] maskBias, Experts age, Experts gender) {
    static final String FILE = "face_heads.safetensors";
    static final int TYPES = MaskType.values().length;

    private static final int INPUTS = RegionFeatures.COUNT;

    /** For uncovered and for covered faces. */
    public static final int EXPERTS = 2;

    /**
     * Lines, in the order of {@link #expertOf}.
     *
     * @param weights [features, 2] of the descriptor
     * @param own [2], of what the network itself says
     */
    public record Experts(float[] weights, float[] own, float[] bias) {
        private double answer(float[] descriptor, double ownAnswer, int expert) {
            return bias[expert] + own[expert] * ownAnswer + product(descriptor, weights, expert, EXPERTS);
        }
    }

    /** Who judges a face with a mask: a shield lets it be seen. */
    public static int expertOf(MaskType type) {
        return switch (type) {
            case NO_MASK, FACE_SHIELD -> 0;
            case TISSUE, MEDICAL, PROTECTIVE_FFP, RESPIRATOR -> 1;
        };
    }

    /** What the heads say of one face, as the bundle's fusion does. */
    public record Judged(MaskType maskType, double years, double maleOdds) {}

    /** @param own what the public network itself says of the descriptor */
    public Judged judge(float[] descriptor, OwnAnswers.Answer own) {
        double[] masks = new double[TYPES];
        double sum = 0;
        for (int type = 0; type < TYPES; type++) {
            masks[type] = Math.exp(maskBias[type] + product(descriptor, maskWeights, type, TYPES));
            sum += masks[type];
        }
        int best = 0;
        double years = 0;
        double odds = 0;
        for (MaskType type : MaskType.values()) {
            double trust = masks[type.ordinal()] / sum;
            years += trust * age.answer(descriptor, own.years(), expertOf(type));
            odds += trust * gender.answer(descriptor, own.maleOdds(), expertOf(type));
            best = masks[type.ordinal()] > masks[best] ? type.ordinal() : best;
        }
        return new Judged(MaskType.values()[best], Math.max(0, Math.min(DescriptorFusion.LARGEST_AGE, years)), odds);
    }

    private static double product(float[] descriptor, float[] weights, int column, int columns) {
        double product = 0;
        for (int i = 0; i < descriptor.length; i++) {
            product += descriptor[i] * weights[i * columns + column];
        }
        return product;
    }

    /** Replaces a safetensors file. */
    public void write(Path file) throws IOException {
        Map<String, float[]> values = new LinkedHashMap<>();
        values.put("mask.weight", maskWeights);
        values.put("mask.bias", maskBias);
        put("age", age, values);
        put("gender", gender, values);
        SafetensorsWriter.write(file, shapes(), values);
    }

    private static void put(String task, Experts experts, Map<String, float[]> values) {
        values.put(task + ".weight", experts.weights());
        values.put(task + ".own", experts.own());
        values.put(task + ".bias", experts.bias());
    }

    private static Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("mask.weight", new long[] {INPUTS, TYPES});
        shapes.put("mask.bias", new long[] {TYPES});
        for (String task : List.of("age", "gender")) {
            shapes.put(task + ".weight", new long[] {INPUTS, EXPERTS});
            shapes.put(task + ".own", new long[] {EXPERTS});
            shapes.put(task + ".bias", new long[] {EXPERTS});
        }
        return shapes;
    }

    /** Reads what {@link #write} has written; heads of features that the encoder does not have are refused. */
    static FaceHeads read(Checkpoint checkpoint) {
        Weights weights =
                new Weights(checkpoint, FILE, "learn the heads anew with model train-masks, as models/README.md says");
        weights.require(shapes());
        return new FaceHeads(
                weights.values("mask.weight"),
                weights.values("mask.bias"),
                experts(weights, "age"),
                experts(weights, "gender"));
    }

    private static Experts experts(Weights weights, String task) {
        return new Experts(
                weights.values(task + ".weight"), weights.values(task + ".own"), weights.values(task + ".bias"));
    }
}
