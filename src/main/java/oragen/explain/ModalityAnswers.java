package oragen.explain;

import java.util.Collections;
import java.util.List;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.encode.VisualFeatures;
import oragen.fusion.FusionModel;
import oragen.fusion.Modality;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import oragen.pipeline.LabelSettings;
import org.jspecify.annotations.Nullable;

/**
 * What voice and face say alone, of the features that both were asked with: the answers of {@code --modality audio} and
 * {@code visual}. A bundle without a head for one is asked by its fusion, to which the other is missing.
 */
final class ModalityAnswers implements AutoCloseable {
    private final Alone voice;
    private final Alone face;

    /** @param ownHead whether the bundle has a head for the modality; else its fusion is asked */
    private record Alone(
            @Nullable TensorModel network, @Nullable FusionModel model, boolean ownHead) {
        static final Alone NOBODY = new Alone(null, null, false);

        @Nullable
        WindowPrediction ask(WindowFeatures features) {
            return model == null ? null : model.predict(List.of(features)).get(0);
        }

        void close() {
            if (network != null) {
                network.close();
            }
        }
    }

    ModalityAnswers(ModelBundle bundle, LabelSettings settings) {
        voice = open(bundle, settings, Modality.AUDIO);
        face = open(bundle, settings, Modality.VISUAL);
    }

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes the network
    private static Alone open(ModelBundle bundle, LabelSettings settings, Modality modality) {
        BundleManifest manifest = bundle.manifest();
        BundleManifest.Fusion own = modality.tasksOrNull(manifest);
        BundleManifest.Fusion tasks = own == null ? Modality.BOTH.tasksOrNull(manifest) : own;
        if (tasks == null) {
            return Alone.NOBODY;
        }
        TensorModel network = bundle.load(
                manifest.file(tasks.file(), settings.precision()), InferenceDevice.CPU, settings.threadsPerModel());
        return new Alone(network, new FusionModel(network, manifest, tasks), own != null);
    }

    /** Null where there is no voice, or nobody to ask. */
    @Nullable
    WindowPrediction ofVoice(WindowFeatures features) {
        return features.audio() == null
                ? null
                : voice.ask(new WindowFeatures(
                        features.audio(), Collections.nCopies(features.slots().size(), (VisualFeatures) null)));
    }

    /** Null where there is no face, or nobody to ask. */
    @Nullable
    WindowPrediction ofFace(WindowFeatures features) {
        WindowFeatures alone = new WindowFeatures(null, features.slots());
        return alone.says() ? face.ask(alone) : null;
    }

    boolean voiceHasOwnHead() {
        return voice.ownHead();
    }

    boolean faceHasOwnHead() {
        return face.ownHead();
    }

    @Override
    public void close() {
        voice.close();
        face.close();
    }
}
