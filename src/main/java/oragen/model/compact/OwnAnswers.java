package oragen.model.compact;

import java.util.Map;
import oragen.InputException;
import oragen.network.VoiceNetwork;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** What the public face network itself says of a descriptor, before any head of ours. */
public final class OwnAnswers {
    private final TensorModel fusion;

    /** @param fusion that of the compact bundle, which stays open as long as it is asked */
    public OwnAnswers(TensorModel fusion) {
        this.fusion = fusion;
    }

    /** @param maleOdds ln(P(male) / P(female)) */
    public record Answer(double years, double maleOdds) {}

    /** @param descriptor of a face, as the visual encoder gives it; not kept */
    public Answer of(float[] descriptor) {
        float[] slots = new float[DescriptorFusion.SLOTS * descriptor.length];
        System.arraycopy(descriptor, 0, slots, 0, descriptor.length);
        Map<String, Tensor.FloatTensor> outputs = fusion.run(Map.of(
                DescriptorFusion.FACES, Tensor.of(slots, 1, DescriptorFusion.SLOTS, descriptor.length),
                DescriptorFusion.FACE_PRESENT, Tensor.of(new float[] {1, 0, 0, 0}, 1, DescriptorFusion.SLOTS),
                DescriptorFusion.VOICE, Tensor.of(new float[VoiceNetwork.FEATURES], 1, VoiceNetwork.FEATURES),
                DescriptorFusion.VOICE_PRESENT, Tensor.of(new float[1], 1)));
        return new Answer(value(outputs, DescriptorFusion.OWN_YEARS), value(outputs, DescriptorFusion.OWN_MALE_ODDS));
    }

    private static double value(Map<String, Tensor.FloatTensor> outputs, String name) {
        Tensor.FloatTensor tensor = outputs.get(name);
        if (tensor == null) {
            throw new InputException(
                    "the bundle's fusion", "has no output " + name, "use the compact bundle of this version");
        }
        return tensor.values()[0];
    }
}
