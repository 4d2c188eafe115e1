package oragen.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
    /** Edge of the largest picture that a network takes, in pixels. */
    private static final int LARGEST_IMAGE = 4096;

    /** As tables name the bundle. */
    public String id() {
        return name + "-" + version;
    }

    /** Whether a network exists in this precision beside its form in 32 bits. */
    public boolean has(NetworkPrecision precision) {
        return files.values().stream().anyMatch(file -> file.precision() == precision && file.replaces() != null);
    }

    /** The file that holds a network in this precision; the file itself where there is no other. */
    public String file(String network, NetworkPrecision precision) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().replaces(network, precision))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(network);
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

    /**
     * Origin of one file; the checksum is SHA-256 in lower-case hexadecimal.
     *
     * @param precision in which a network computes; absent for other files, and where the conversion says it
     * @param replaces the file of the same network in 32 bits; absent where there is no other
     */
    public record BundleFile(
            String sha256,
            String source,
            String licence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            NetworkPrecision precision,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String replaces) {
        boolean replaces(String file, NetworkPrecision wanted) {
            return precision == wanted && file.equals(replaces);
        }
    }

    /** How a clip is cut: seconds, and the number of frames a window holds (one a second). */
    public record Windows(int lengthSeconds, int shiftSeconds, int minimumSeconds, int slots) {
        /** Of an hour; features of longer windows fit in no memory, and no encoder is made for them. */
        private static final int LONGEST_SECONDS = 3600;

        public Windows {
            ManifestRange.requireWhole("lengthSeconds", lengthSeconds, 1, LONGEST_SECONDS);
            ManifestRange.requireWhole("shiftSeconds", shiftSeconds, 1, lengthSeconds);
            ManifestRange.requireWhole("minimumSeconds", minimumSeconds, 0, lengthSeconds);
            ManifestRange.requireWhole("slots", slots, 1, LONGEST_SECONDS);
        }
    }

    /**
     * A recurrent voice-activity network and the segmentation rules of its authors.
     *
     * @param audioInput [n, context + chunk] samples of n chunks that follow each other, each after those that precede it
     * @param rateInput takes the sample rate; a network that has it takes one chunk a call, n = 1
     */
    public record VoiceActivity(
            String file,
            String audioInput,
            String stateInput,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
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
            int paddingMillis) {
        private static final int LONGEST_MILLIS = 60_000;
        private static final int LARGEST_CHUNK = 1 << 20;

        public VoiceActivity {
            ManifestRange.requireShape("stateShape", stateShape);
            ManifestRange.requireWhole("chunkSamples", chunkSamples, 1, LARGEST_CHUNK);
            ManifestRange.requireWhole("contextSamples", contextSamples, 0, chunkSamples);
            ManifestRange.requireShare("threshold", threshold);
            ManifestRange.requireShare("releaseThreshold", releaseThreshold);
            ManifestRange.requireWhole("minimumSpeechMillis", minimumSpeechMillis, 0, LONGEST_MILLIS);
            ManifestRange.requireWhole("minimumSilenceMillis", minimumSilenceMillis, 0, LONGEST_MILLIS);
            ManifestRange.requireWhole("paddingMillis", paddingMillis, 0, LONGEST_MILLIS);
        }
    }

    /**
     * A single-shot detector over square NHWC images in [-1, 1].
     *
     * @param glanceSize a smaller side that the network also takes, on which frames are looked at first; absent where each
     *     is looked at in full. Every grid has whole cells there
     */
    public record FaceDetector(
            String file,
            String input,
            int imageSize,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer glanceSize,

            double scoreThreshold,
            double overlapThreshold,
            List<AnchorGrid> grids) {
        public FaceDetector {
            ManifestRange.requireWhole("imageSize", imageSize, 1, LARGEST_IMAGE);
            if (glanceSize != null) {
                ManifestRange.requireWhole("glanceSize", glanceSize, 1, imageSize);
                for (AnchorGrid grid : grids) {
                    if ((long) grid.cells * glanceSize % imageSize != 0) {
                        throw new IllegalArgumentException(
                                "glanceSize " + glanceSize + " does not give whole cells to a grid of " + grid.cells
                                        + " at imageSize " + imageSize);
                    }
                }
            }
            ManifestRange.requireShare("scoreThreshold", scoreThreshold);
            ManifestRange.requireShare("overlapThreshold", overlapThreshold);
        }
    }

    /** One output scale of a detector: {@code cells} × {@code cells} positions with {@code anchors} boxes each. */
    public record AnchorGrid(String scores, String boxes, int cells, int anchors) {
        private static final int MOST_ANCHORS = 64;

        public AnchorGrid {
            ManifestRange.requireWhole("cells", cells, 1, LARGEST_IMAGE);
            ManifestRange.requireWhole("anchors", anchors, 1, MOST_ANCHORS);
        }
    }

    /** Waveform windows [n, samples] in; the feature shape is that of one window. */
    public record AudioEncoder(String file, String input, String output, List<Integer> featureShape) {
        public AudioEncoder {
            ManifestRange.requireShape("featureShape", featureShape);
        }
    }

    /**
     * Face crops [n, 3, height, width] in, each value (byte / 255 − mean) / deviation; the feature shape is that of
     * one frame.
     *
     * @param channelOrder {@code RGB} or {@code BGR}
     * @param crop which part of the frame a crop shows
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
            FaceCrop crop) {
        public VisualEncoder {
            ManifestRange.requireShape("featureShape", featureShape);
            ManifestRange.requireWhole("width", width, 1, LARGEST_IMAGE);
            ManifestRange.requireWhole("height", height, 1, LARGEST_IMAGE);
        }
    }

    /**
     * Which part of a frame is resized to a crop, and which of several faces is the largest.
     *
     * @param margin on each side of the box, relative to its longer side for a square, else to its width and height
     */
    public record FaceCrop(CropShape shape, CropEdge edge, double margin) {
        /** With more around it a face is smaller than a tenth of its crop; a percentage, say, is meant otherwise. */
        private static final double LARGEST_MARGIN = 5;

        public FaceCrop {
            if (!(margin >= 0 && margin <= LARGEST_MARGIN)) {
                throw new IllegalArgumentException(
                        "margin " + margin + " is not from 0 to " + LARGEST_MARGIN + " times the box");
            }
        }
    }

    /** What a box becomes, which has seldom the shape of a crop. */
    public enum CropShape {
        /** Of the longer side with its margins, around the middle of the box. */
        @JsonProperty("square")
        SQUARE,
        /** The box with its margins, each edge a whole pixel, rounded half to even; resized to another shape. */
        @JsonProperty("stretched")
        STRETCHED
    }

    /** What happens to a crop that reaches beyond the frame. */
    public enum CropEdge {
        /** Black there; the largest face has the largest box. */
        @JsonProperty("padded")
        PADDED,
        /** Cut off, and the rest is resized; the largest face is that of which most is left, margins included. */
        @JsonProperty("clipped")
        CLIPPED
    }

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
