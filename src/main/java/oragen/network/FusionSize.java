package oragen.network;

import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.bundle.BundleManifest;

/**
 * Sizes of a fusion of intermediate features.
 *
 * @param audioFrames positions of a window's audio features, {@code audioWidth} values each
 * @param frameShape of one face's features
 */
public record FusionSize(int audioFrames, int audioWidth, List<Integer> frameShape, MaskHead masks) {
    /** Positions of both streams, and faces in a window. */
    public static final int SLOTS = 4;

    private static final int AUDIO_AXES = 2;

    public FusionSize {
        frameShape = List.copyOf(frameShape);
    }

    /** The sizes that a bundle's encoders ask for; a bundle whose features cannot be fused is an error. */
    public static FusionSize of(BundleManifest bundle, MaskHead masks) {
        BundleManifest.AudioEncoder audio = bundle.audioEncoder();
        BundleManifest.VisualEncoder visual = bundle.visualEncoder();
        String what = "bundle " + bundle.name();
        if (audio == null || visual == null) {
            throw new InputException(
                    what,
                    audio == null ? "has no audio encoder" : "has no visual encoder",
                    "use a bundle with both, which the fusion needs");
        }
        if (audio.featureShape().size() != AUDIO_AXES || bundle.windows().slots() != SLOTS) {
            throw new InputException(
                    what,
                    "audio features " + audio.featureShape() + " and "
                            + bundle.windows().slots() + " frames per window",
                    "use one with audio features [frames, width] and " + SLOTS + " frames a window");
        }
        return new FusionSize(audio.featureShape().get(0), audio.featureShape().get(1), visual.featureShape(), masks);
    }

    /** Values of one face. */
    public int frameValues() {
        return frameShape.stream().reduce(1, Math::multiplyExact);
    }

    /** Lengths of every parameter's axes by its name, in the order of the network. */
    public Map<String, long[]> parameters() {
        return Architecture.fusion(audioFrames, audioWidth, frameValues(), masks);
    }

    /** Audio features of a batch. */
    public long[] audioShape(long batch) {
        return new long[] {batch, audioFrames, audioWidth};
    }

    /** Visual features of a batch, in the slots of its windows. */
    public long[] visualShape(long batch) {
        long[] shape = new long[2 + frameShape.size()];
        shape[0] = batch;
        shape[1] = SLOTS;
        for (int axis = 0; axis < frameShape.size(); axis++) {
            shape[2 + axis] = frameShape.get(axis);
        }
        return shape;
    }
}
