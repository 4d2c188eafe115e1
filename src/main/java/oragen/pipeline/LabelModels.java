package oragen.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.encode.AudioEncoder;
import oragen.encode.VisualEncoder;
import oragen.face.CropRule;
import oragen.face.FaceBox;
import oragen.face.FaceChooser;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.fusion.FusionModel;
import oragen.onnx.DeviceQueue;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import oragen.run.Product;
import oragen.speech.SpeechDetector;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a bundle, loaded; shared by all task threads of a JVM. On a GPU they are asked through one queue, which
 * makes batches across tasks; on a processor each task calls them itself. Voice activity is always called directly: its
 * recurrence runs along the chunks of one clip.
 */
public final class LabelModels implements AutoCloseable {
    private final BundleManifest manifest;
    private final LabelSettings settings;
    private final InferenceDevice device;
    private final Function<String, TensorModel> networks;
    private final @Nullable DeviceQueue queue;
    private final List<TensorModel> opened = new ArrayList<>();
    private final TensorModel voiceActivity;
    private final TensorModel faceDetector;
    private final @Nullable TensorModel audioEncoder;
    private final @Nullable TensorModel visualEncoder;
    private final BundleManifest.@Nullable Fusion tasks;
    private final @Nullable TensorModel fusion;

    /** Images at once: 50 MB of input at 256 × 256 pixels in three channels. */
    private static final int LARGEST_IMAGES = 64;

    /** Windows of audio at once: the first layers of wav2vec 2.0 hold over 100 MB for each. */
    private static final int LARGEST_WAVEFORMS = 32;

    /** Windows of features at once. */
    private static final int LARGEST_FEATURES = 256;

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes all that load() opened
    public LabelModels(ModelBundle bundle, LabelSettings settings, InferenceDevice device) {
        this(bundle.manifest(), settings, device, file -> bundle.load(file, device, settings.threadsPerModel()));
    }

    /** @param networks opens the network of a file; they are closed with this, on a GPU with the queue to them */
    LabelModels(
            BundleManifest manifest,
            LabelSettings settings,
            InferenceDevice device,
            Function<String, TensorModel> networks) {
        this.manifest = manifest;
        this.settings = settings;
        this.device = device;
        this.networks = networks;
        this.queue = device.isGpu() ? new DeviceQueue("gpu-" + device.gpu()) : null;
        this.voiceActivity = load(manifest.voiceActivity().file());
        this.faceDetector = load(manifest.faceDetector().file(), LARGEST_IMAGES);
        BundleManifest.AudioEncoder audio = manifest.audioEncoder();
        this.audioEncoder =
                audio == null || !settings.modality().listens() ? null : load(audio.file(), LARGEST_WAVEFORMS);
        BundleManifest.VisualEncoder visual = manifest.visualEncoder();
        this.visualEncoder =
                visual == null || !settings.modality().looks() ? null : load(visual.file(), LARGEST_IMAGES);
        this.tasks =
                settings.product() == Product.PREDICTIONS ? settings.modality().tasks(manifest) : null;
        this.fusion = tasks == null ? null : load(tasks.file(), LARGEST_FEATURES);
    }

    /** The same networks, which the other closes. */
    private LabelModels(LabelModels loaded, LabelSettings settings) {
        this.manifest = loaded.manifest;
        this.settings = settings;
        this.device = loaded.device;
        this.networks = loaded.networks;
        this.queue = null;
        this.voiceActivity = loaded.voiceActivity;
        this.faceDetector = loaded.faceDetector;
        this.audioEncoder = loaded.audioEncoder;
        this.visualEncoder = loaded.visualEncoder;
        this.tasks = loaded.tasks;
        this.fusion = loaded.fusion;
    }

    /**
     * The same networks for other settings, open as long as these are.
     *
     * @param other settings that agree in {@link LabelSettings#networks()}
     */
    public LabelModels with(LabelSettings other) {
        if (!other.networks().equals(settings.networks())) {
            throw new IllegalArgumentException("the settings ask for other networks");
        }
        return new LabelModels(this, other);
    }

    private TensorModel load(String file) {
        TensorModel model = networks.apply(manifest.file(file, settings.precision()));
        opened.add(model);
        return model;
    }

    private TensorModel load(String file, int largestBatch) {
        TensorModel model = load(file);
        return queue == null ? model : queue.batching(model, largestBatch);
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** Whether networks take batches faster than one thing after the other; a processor does not. */
    boolean prefersBatches() {
        return device.isGpu();
    }

    SpeechDetector speechDetector() {
        return new SpeechDetector(voiceActivity, manifest().voiceActivity());
    }

    FaceDetector faceDetector() {
        return new FaceDetector(faceDetector, manifest().faceDetector());
    }

    /**
     * A new one, for one clip; chooses nobody where the bundle looks at no faces.
     *
     * @param given the face that the clip brings, which is taken as it lies; null where faces are to be found
     */
    FaceChooser faceChooser(@Nullable FaceBox given) {
        BundleManifest.VisualEncoder parameters = manifest().visualEncoder();
        if (parameters == null) {
            return (frame, faces) -> Optional.empty();
        }
        FaceChooser chooser = FaceChooser.of(settings.faceChoice(), new CropRule(parameters.crop()));
        return given == null ? faceDetector().upright(chooser) : chooser;
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
        if (queue != null) {
            queue.close();
        }
        opened.forEach(TensorModel::close);
    }

    /** From a face box to features. */
    record VisualPath(FaceCropper cropper, VisualEncoder encoder) {}
}
