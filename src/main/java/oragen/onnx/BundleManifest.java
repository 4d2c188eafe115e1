package oragen.onnx;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is specific to a model bundle, as {@code manifest.json} says it; nothing of it stands in code.
 *
 * @param files every file of the bundle by name
 * @param audioEncoder absent where the bundle does not listen
 * @param visualEncoder absent where the bundle does not look
 * @param fusion answers from both modalities; absent where the bundle has unimodal heads only
 * @param audioHead answers from audio features alone; takes and gives what a fusion does
 * @param visualHead answers from visual features alone
 * @param conversion absent where networks were not converted from a checkpoint of ORAGEN
 * @param training absent where the fusion was not trained by this program
 */
public record BundleManifest(
        int schemaVersion,
        String name,
        String version,
        String description,
        Windows windows,
        VoiceActivity voiceActivity,
        FaceDetector faceDetector,
        @Nullable AudioEncoder audioEncoder,
        @Nullable VisualEncoder visualEncoder,
        @Nullable Fusion fusion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Fusion audioHead,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Fusion visualHead,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Conversion conversion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Training training,
        Map<String, BundleFile> files) {
    /** As tables name the bundle. */
    public String id() {
        return name + "-" + version;
    }

    /**
     * How networks came from a checkpoint: the words of {@code model import}.
     *
     * @param windowGigaflops of the audio encoder for a window; 0 without one
     * @param frameGigaflops of the visual encoder for a frame; 0 without one
     */
    public record Conversion(String precision, String deviation, double windowGigaflops, double frameGigaflops) {}

    /**
     * How the fusion was trained.
     *
     * @param baseName the bundle whose encoders made the features, {@code baseChecksum} that of its manifest
     * @param initialChecksum SHA-256 of the checkpoint that training began with; absent from scratch
     * @param data training and validation sets
     * @param options of the command, by name
     * @param metrics on the validation set after the epoch that was kept, by name
     */
    public record Training(
            String baseName,
            String baseChecksum,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String initialChecksum,

            List<TrainingSet> data,
            Map<String, String> options,
            long seed,
            int epochs,
            int keptEpoch,
            Map<String, Double> metrics) {}

    /** Features that were trained or validated with; {@code sha256} is over the names and contents of their files. */
    public record TrainingSet(String use, String location, String sha256, long windows, long clips) {}

    /** Origin of one file; the checksum is SHA-256 in lower-case hexadecimal. */
    public record BundleFile(String sha256, String source, String licence) {}

    /** How a clip is cut: seconds, and the number of frames a window holds (one a second). */
    public record Windows(int lengthSeconds, int shiftSeconds, int minimumSeconds, int slots) {}

    /** A recurrent voice-activity network and the segmentation rules of its authors. */
    public record VoiceActivity(
            String file,
            String audioInput,
            String stateInput,
            String rateInput,
            String probabilityOutput,
            String stateOutput,
            List<Integer> stateShape,
            int chunkSamples,
            int contextSamples,
            double threshold,
            double releaseThreshold,
            int minimumSpeechMillis,
            int minimumSilenceMillis,
            int paddingMillis) {}

    /** A single-shot detector over square NHWC images in [-1, 1]. */
    public record FaceDetector(
            String file,
            String input,
            int imageSize,
            double scoreThreshold,
            double overlapThreshold,
            List<AnchorGrid> grids) {}

    /** One output scale of a detector: {@code cells} × {@code cells} positions with {@code anchors} boxes each. */
    public record AnchorGrid(String scores, String boxes, int cells, int anchors) {}

    /** Waveform windows [n, samples] in; the feature shape is that of one window. */
    public record AudioEncoder(String file, String input, String output, List<Integer> featureShape) {}

    /**
     * Face crops [n, 3, height, width] in, each value (byte / 255 − mean) / deviation; the feature shape is that of
     * one frame.
     *
     * @param channelOrder {@code RGB} or {@code BGR}
     * @param cropScale side of the crop relative to the larger side of the detector's box
     */
    public record VisualEncoder(
            String file,
            String input,
            String output,
            List<Integer> featureShape,
            int width,
            int height,
            String channelOrder,
            List<Double> mean,
            List<Double> deviation,
            double cropScale) {}

    /**
     * The network that answers. Inputs are {@code audio_features}, {@code visual_features} and, where the graph
     * declares them, {@code audio_present} and {@code slot_present}; outputs {@code gender_logits},
     * {@code age_years} and {@code mask_logits}.
     *
     * @param genderClasses class labels in the order of the logits; absent without the task
     * @param age whether the task is served
     * @param maskClasses class labels in the order of the logits; absent without the task
     */
    public record Fusion(
            String file,
            @Nullable List<String> genderClasses,
            boolean age,
            @Nullable List<String> maskClasses) {}
}
