package oragen.spark;

import java.util.ArrayList;
import java.util.List;
import oragen.encode.AudioEncoder;
import oragen.encode.VisualEncoder;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.fusion.FusionModel;
import oragen.onnx.BundleManifest;
import oragen.onnx.InferenceDevice;
import oragen.onnx.ModelBundle;
import oragen.onnx.TensorModel;
import oragen.speech.SpeechDetector;
import org.jspecify.annotations.Nullable;

/** The networks of a bundle, loaded; shared by all task threads of a JVM. */
final class LabelModels implements AutoCloseable {
    private final ModelBundle bundle;
    private final LabelSettings settings;
    private final InferenceDevice device;
    private final List<TensorModel> opened = new ArrayList<>();
    private final TensorModel voiceActivity;
    private final TensorModel faceDetector;
    private final @Nullable TensorModel audioEncoder;
    private final @Nullable TensorModel visualEncoder;
    private final BundleManifest.@Nullable Fusion tasks;
    private final @Nullable TensorModel fusion;

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes all that load() opened
    LabelModels(ModelBundle bundle, LabelSettings settings, InferenceDevice device) {
        this.device = device;
        this.bundle = bundle;
        this.settings = settings;
        BundleManifest manifest = bundle.manifest();
        this.voiceActivity = load(manifest.voiceActivity().file());
        this.faceDetector = load(manifest.faceDetector().file());
        BundleManifest.AudioEncoder audio = manifest.audioEncoder();
        this.audioEncoder = audio == null || !settings.modality().listens() ? null : load(audio.file());
        BundleManifest.VisualEncoder visual = manifest.visualEncoder();
        this.visualEncoder = visual == null || !settings.modality().looks() ? null : load(visual.file());
        this.tasks =
                settings.product() == Product.PREDICTIONS ? settings.modality().tasks(manifest) : null;
        this.fusion = tasks == null ? null : load(tasks.file());
    }

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"})
    private TensorModel load(String file) {
        TensorModel model = bundle.load(file, device, settings.threadsPerModel());
        opened.add(model);
        return model;
    }

    BundleManifest manifest() {
        return bundle.manifest();
    }

    SpeechDetector speechDetector() {
        return new SpeechDetector(voiceActivity, manifest().voiceActivity());
    }

    FaceDetector faceDetector() {
        return new FaceDetector(faceDetector, manifest().faceDetector());
    }

    @Nullable
    AudioEncoder audioEncoder() {
        BundleManifest.AudioEncoder parameters = manifest().audioEncoder();
        return audioEncoder == null || parameters == null
                ? null
                : new AudioEncoder(audioEncoder, parameters, manifest().windows(), settings.protocol());
    }

    @Nullable
    VisualPath visualPath() {
        BundleManifest.VisualEncoder parameters = manifest().visualEncoder();
        return visualEncoder == null || parameters == null
                ? null
                : new VisualPath(new FaceCropper(parameters), new VisualEncoder(visualEncoder, parameters));
    }

    /** Null where nothing is predicted. */
    @Nullable
    FusionModel fusion() {
        return fusion == null || tasks == null ? null : new FusionModel(fusion, manifest(), tasks);
    }

    @Override
    public void close() {
        opened.forEach(TensorModel::close);
    }

    /** From a face box to features. */
    record VisualPath(FaceCropper cropper, VisualEncoder encoder) {}
}
