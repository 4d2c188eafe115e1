package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.encode.AudioEncoder;
import oragen.encode.VisualEncoder;
import oragen.face.FaceBox;
import oragen.face.FaceCropper;
import oragen.media.DecodeOptions;
import oragen.media.TestingMedia;
import oragen.media.TestingMedia.Decoded;
import oragen.media.VideoFrame;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import oragen.speech.SpeechDetector;
import oragen.speech.SpeechSegment;
import oragen.window.Protocol;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints with the released names, imported, and two clips of the demo labelled with them: against what the authors'
 * released inference gave for the same weights and face boxes (golden/pipeline.json).
 */
final class PipelineParityIT {
    private static final double FEATURES = 1e-4;
    private static final double PROBABILITY = 1e-5;
    private static final double YEARS = 1e-3;
    private static final int SAMPLE_RATE = 16_000;

    @TempDir
    private static Path folder;

    private static Path bundle;
    private static JsonNode golden;

    @BeforeAll
    static void importCheckpoints() throws IOException {
        golden = JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(Path.of("src/test/resources/golden/pipeline.json")))
                .get("clips");
        Path checkpoints = folder.resolve("checkpoints");
        bundle = folder.resolve("bundle");
        run("model random --architecture oragen-small --recipe golden --format torch --output", checkpoints);
        run(
                "model import --source golden --licence none --audio %s --image %s --fusion %s --output"
                        .formatted(
                                checkpoints.resolve("audio_model.pt"),
                                checkpoints.resolve("image_model.pt"),
                                checkpoints.resolve("multimodal_model.pt")),
                bundle);
        List<String> manifest = new ArrayList<>(List.of("path,face_box"));
        for (JsonNode clip : golden) {
            String file = clip.get("file").asText();
            TestingCorpus.copy(file, folder.resolve(file));
            manifest.add(file + ",\"" + join(clip.get("raw_box_left_top_right_bottom")) + "\"");
        }
        Files.write(folder.resolve("clips.csv"), manifest);
    }

    private static void run(String command, Path output) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add(output.toString());
        assertThat(Main.run(arguments.toArray(String[]::new))).isZero();
    }

    private static String join(JsonNode numbers) {
        return String.join(
                ",",
                StreamSupport.stream(numbers.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static Path label(String modality) {
        Path output = folder.resolve(modality);
        run(
                "label --windows --protocol released --bundle %s --modality %s --input %s --output"
                        .formatted(bundle, modality, folder.resolve("clips.csv")),
                output);
        return output;
    }

    /** Rows of a clip, in the order of their windows. */
    private static List<Row> rows(Path table, String file) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read().parquet(table.toString()).collectAsList().stream()
                    .filter(row -> row.<String>getAs("path").endsWith("/" + file))
                    .sorted(Comparator.comparingDouble(row ->
                            row.isNullAt(row.fieldIndex("start_second")) ? 0 : row.<Double>getAs("start_second")))
                    .toList();
        }
    }

    @Test
    void windowsSlotsAndResultsAgree() throws IOException {
        Path output = label("both");
        for (JsonNode clip : golden) {
            String file = clip.get("file").asText();
            List<Row> windows = rows(output.resolve("windows"), file);
            assertThat(windows).hasSameSizeAs(clip.get("windows"));
            for (int i = 0; i < windows.size(); i++) {
                JsonNode expected = clip.get("windows").get(i);
                Row window = windows.get(i);
                assertThat(window.<Double>getAs("start_second"))
                        .isEqualTo(expected.get("start_second").asDouble());
                assertThat(window.<Double>getAs("end_second"))
                        .isEqualTo(expected.get("end_second").asDouble());
                assertThat(window.<Boolean>getAs("audio_present"))
                        .isEqualTo(expected.get("has_speech").asBoolean());
                assertThat(slots(window)).isEqualTo(slots(expected));
                assertResult(
                        window,
                        expected.get("female").asDouble(),
                        expected.get("age").asDouble());
            }
            Row prediction = rows(output.resolve("predictions"), file).get(0);
            assertResult(
                    prediction,
                    clip.get("clip").get("female").asDouble(),
                    clip.get("clip").get("age").asDouble());
            assertThat(prediction.<Integer>getAs("face_frame_count"))
                    .isEqualTo(clip.get("frames_with_face").asInt());
        }
    }

    private static List<Boolean> slots(Row window) {
        return window.getList(window.fieldIndex("slot_seconds")).stream()
                .map(Objects::nonNull)
                .toList();
    }

    private static List<Boolean> slots(JsonNode window) {
        return StreamSupport.stream(window.get("slots").spliterator(), false)
                .map(JsonNode::asBoolean)
                .toList();
    }

    private static void assertResult(Row row, double female, double age) {
        assertThat(row.<Double>getAs("gender_female_probability")).isCloseTo(female, within(PROBABILITY));
        assertThat(row.<Double>getAs("age")).isCloseTo(age, within(YEARS));
    }

    @Test
    void theAudioHeadAgrees() throws IOException {
        Path output = label("audio");
        for (JsonNode clip : golden) {
            List<Row> windows = rows(output.resolve("windows"), clip.get("file").asText());
            assertThat(windows).hasSameSizeAs(clip.get("windows"));
            for (int i = 0; i < windows.size(); i++) {
                JsonNode head = clip.get("windows").get(i).get("audio_head");
                assertResult(
                        windows.get(i),
                        head.get("probabilities").get(0).asDouble(),
                        head.get("age").asDouble());
            }
        }
    }

    @Test
    void theVisualHeadAgrees() throws IOException {
        Path output = label("visual");
        for (JsonNode clip : golden) {
            List<Row> windows = rows(output.resolve("windows"), clip.get("file").asText());
            assertThat(windows).hasSameSizeAs(clip.get("windows"));
            for (int i = 0; i < windows.size(); i++) {
                JsonNode head = clip.get("windows").get(i).get("visual_head");
                assertResult(windows.get(i), mean(head.get("probabilities"), 0), mean(head.get("age"), -1));
            }
        }
    }

    /** Mean over the slots with a face, as a window's answer is. @param index within each element; −1 is the element */
    private static double mean(JsonNode slots, int index) {
        return StreamSupport.stream(slots.spliterator(), false)
                .mapToDouble(
                        slot -> index < 0 ? slot.asDouble() : slot.get(index).asDouble())
                .average()
                .orElseThrow();
    }

    @Test
    void speechAndFeaturesAgree() throws Exception {
        ModelBundle opened = ModelBundle.open(bundle);
        BundleManifest manifest = opened.manifest();
        BundleManifest.AudioEncoder audioParameters = Objects.requireNonNull(manifest.audioEncoder());
        BundleManifest.VisualEncoder visualParameters = Objects.requireNonNull(manifest.visualEncoder());
        try (TensorModel speech = opened.load(manifest.voiceActivity().file(), InferenceDevice.CPU, 1);
                TensorModel audio = opened.load(audioParameters.file(), InferenceDevice.CPU, 1);
                TensorModel visual = opened.load(visualParameters.file(), InferenceDevice.CPU, 1)) {
            AudioEncoder audioEncoder = new AudioEncoder(audio, audioParameters, manifest.windows(), Protocol.RELEASED);
            VisualEncoder visualEncoder = new VisualEncoder(visual, visualParameters);
            for (JsonNode clip : golden) {
                String file = clip.get("file").asText();
                Decoded decoded =
                        TestingMedia.decode(TestingMedia.resource("/demo/" + file), file, DecodeOptions.WHOLE_FILE);
                assertThat(decoded.waveform().length)
                        .isEqualTo(clip.get("audio_samples").asInt());
                assertThat(segments(new SpeechDetector(speech, manifest.voiceActivity()), decoded.waveform()))
                        .isEqualTo(segments(clip.get("speech_samples")));
                List<float[]> faces = faces(visualEncoder, new FaceCropper(visualParameters), decoded, clip);
                for (JsonNode window : clip.get("windows")) {
                    int start = (int) window.get("start_second").asDouble();
                    int end = (int) Math.round(window.get("end_second").asDouble() * SAMPLE_RATE);
                    float[] samples = Arrays.copyOfRange(decoded.waveform(), start * SAMPLE_RATE, end);
                    float[] heard = audioEncoder.encode(List.of(samples)).get(0).values();
                    assertAgreement(List.of(heard), window, "audio_features_first8", "audio_features_norm");
                    List<float[]> seen = IntStream.range(0, slots(window).size())
                            .filter(slot -> slots(window).get(slot))
                            .mapToObj(slot -> faces.get(start + slot))
                            .toList();
                    assertAgreement(seen, window, "visual_features_slot0_first8", "visual_features_norm");
                }
            }
        }
    }

    private static List<SpeechSegment> segments(SpeechDetector detector, float[] waveform) {
        List<SpeechSegment> segments = new ArrayList<>(detector.add(waveform));
        segments.addAll(detector.finish());
        return segments;
    }

    private static List<SpeechSegment> segments(JsonNode expected) {
        return StreamSupport.stream(expected.spliterator(), false)
                .map(segment -> new SpeechSegment(
                        segment.get("start").asLong(), segment.get("end").asLong()))
                .toList();
    }

    private static List<float[]> faces(VisualEncoder encoder, FaceCropper cropper, Decoded decoded, JsonNode clip) {
        JsonNode box = clip.get("raw_box_left_top_right_bottom");
        FaceBox face = new FaceBox(
                box.get(0).asDouble(),
                box.get(1).asDouble(),
                box.get(2).asDouble(),
                box.get(3).asDouble());
        List<float[]> faces = new ArrayList<>();
        for (VideoFrame frame : decoded.frames()) {
            faces.add(encoder.encode(List.of(cropper.crop(frame, face))).get(0).values());
        }
        return faces;
    }

    /** The first values of the first part, relative to its root mean square, and the norm of all parts. */
    private static void assertAgreement(List<float[]> parts, JsonNode window, String first, String norm) {
        double squares = 0;
        int count = 0;
        for (float[] part : parts) {
            for (float value : part) {
                squares += (double) value * value;
            }
            count += part.length;
        }
        double expectedNorm = window.get(norm).asDouble();
        assertThat(Math.sqrt(squares)).isCloseTo(expectedNorm, within(FEATURES * expectedNorm));
        double scale = Math.sqrt(squares / count);
        for (int i = 0; i < window.get(first).size(); i++) {
            assertThat((double) parts.get(0)[i])
                    .as("%s %d", first, i)
                    .isCloseTo(window.get(first).get(i).asDouble(), within(FEATURES * scale));
        }
    }
}
