package oragen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import oragen.bundle.BundleManifest;
import oragen.bundle.NetworkPrecision;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.label.Labels;
import oragen.media.DecodeReport;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.onnx.DevicePreference;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.onnx.TestingModel;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeEvent;
import oragen.pipeline.decode.DecodedClips;
import oragen.pipeline.decode.LabelWatch;
import oragen.pipeline.decode.PictureDecoder;
import oragen.pipeline.decode.StageClock;
import oragen.run.Product;
import oragen.run.RejectReason;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clips to outcomes with networks that are formulas, and a decoder that tells what it is told to. */
final class ClipLabellerTest {
    private static final int RATE = WaveformPiece.SAMPLE_RATE;

    /** Speech where it is loud; the voice is its mean, a face its first pixel; age is 10 times the voice plus the face. */
    private static TensorModel network(String file) {
        return switch (file) {
            case "vad.onnx" ->
                new TestingModel(Set.of("input", "state", "sr"), inputs -> {
                    float[] chunk = values(inputs, "input");
                    return Map.of(
                            "output",
                            one(Math.abs(chunk[chunk.length - 1]) > 0.01 ? 1 : 0),
                            "stateN",
                            (Tensor.FloatTensor) inputs.get("state"));
                });
            case "audio.onnx" ->
                new TestingModel(Set.of("waveform"), inputs -> Map.of("features", one(values(inputs, "waveform")[1])));
            case "visual.onnx" ->
                new TestingModel(Set.of("crops"), inputs -> {
                    float[] crops = values(inputs, "crops");
                    float[] features = new float[crops.length / 12];
                    for (int i = 0; i < features.length; i++) {
                        features[i] = crops[i * 12];
                    }
                    return Map.of("features", new Tensor.FloatTensor(new long[] {features.length, 1}, features));
                });
            case "fusion.onnx" ->
                new TestingModel(Set.of("audio_present", "visual_features", "slot_present"), inputs -> {
                    float[] heard = values(inputs, "audio_present");
                    float[] faces = values(inputs, "visual_features");
                    float[] years = new float[heard.length];
                    for (int i = 0; i < years.length; i++) {
                        years[i] = 10 * heard[i] + faces[i * 4];
                    }
                    return Map.of("age_years", new Tensor.FloatTensor(new long[] {years.length}, years));
                });
            default -> new TestingModel(Set.of(), inputs -> Map.of());
        };
    }

    private static float[] values(Map<String, Tensor> inputs, String name) {
        return ((Tensor.FloatTensor) inputs.get(name)).values();
    }

    private static Tensor.FloatTensor one(float value) {
        return new Tensor.FloatTensor(new long[] {1, 1}, new float[] {value});
    }

    private static BundleManifest manifest() {
        return TestingManifest.of(
                List.of(),
                new BundleManifest.FaceCrop(BundleManifest.CropShape.STRETCHED, BundleManifest.CropEdge.CLIPPED, 0));
    }

    private static LabelSettings settings() {
        return settings(Modality.BOTH, Protocol.RELEASED);
    }

    private static LabelSettings settings(Modality modality, Protocol protocol) {
        return new LabelSettings(
                null,
                "",
                modality,
                protocol,
                FaceChoice.LARGEST,
                DevicePreference.CPU,
                NetworkPrecision.FP32,
                PictureDecoder.CPU,
                null,
                1,
                1,
                Product.PREDICTIONS,
                List.of(Occlusion.NONE),
                WindowTable.WRITTEN);
    }

    /** A clip whose face fills the frame. */
    private static Clip clip(String name) {
        ClipIdentity identity = new ClipIdentity("file:/" + name, null, null, null, new FaceRegion(0, 0, 2, 2));
        return new Clip(identity, name, null, null, null, Labels.UNKNOWN, Map.of(), ClipFile.UNKNOWN);
    }

    /** What is told of one clip. */
    private record Script(Clip clip, List<DecodeEvent> events) {
        /** @param grey of the face in each second; negative for seconds without a picture */
        static Script of(String name, int heardSeconds, int... grey) {
            Clip clip = ClipLabellerTest.clip(name);
            List<DecodeEvent> events = new ArrayList<>();
            events.add(new DecodeEvent.Started(clip, heardSeconds > 0, grey.length > 0));
            for (int second = 0; second < Math.max(heardSeconds, grey.length); second++) {
                if (second < heardSeconds) {
                    float[] samples = new float[RATE];
                    Arrays.fill(samples, 0.5f);
                    events.add(new DecodeEvent.Piece(new WaveformPiece((long) second * RATE, samples)));
                }
                if (second < grey.length && grey[second] >= 0) {
                    byte[] pixels = new byte[12];
                    Arrays.fill(pixels, (byte) grey[second]);
                    events.add(new DecodeEvent.Piece(new VideoFrame(second, 2, 2, pixels)));
                }
            }
            events.add(
                    new DecodeEvent.Ended(new DecodeReport(Math.max(heardSeconds, grey.length), 0, 0, 0, List.of())));
            return new Script(clip, events);
        }

        Script breaking() {
            List<DecodeEvent> begun = new ArrayList<>(events.subList(0, events.size() - 1));
            begun.add(new DecodeEvent.Broken(clip, RejectReason.CORRUPT, "torn", "copy it again"));
            return new Script(clip, begun);
        }

        Script stuck() {
            return new Script(clip, events.subList(0, 2));
        }
    }

    /** Tells the scripts of the clips that it takes; one without an end is a decoder that got stuck. */
    private static final class TestingDecoder implements DecodedClips {
        private final Iterator<ClipShare> clips;
        private final Map<String, Script> scripts;
        private final Deque<DecodeEvent> events = new ArrayDeque<>();
        private @Nullable Clip current;
        private boolean finished;

        TestingDecoder(Iterator<ClipShare> clips, Map<String, Script> scripts) {
            this.clips = clips;
            this.scripts = scripts;
        }

        @Override
        public Optional<DecodeEvent> next() {
            if (events.isEmpty()) {
                boolean open = current != null
                        && scripts.get(current.clipId()).events().size() == 2;
                if (open) {
                    return Optional.empty();
                }
                if (!clips.hasNext()) {
                    assertThat(finished).isFalse();
                    finished = true;
                    return Optional.of(new DecodeEvent.Finished());
                }
                current = clips.next().clip();
                events.addAll(scripts.get(current.clipId()).events());
            }
            return Optional.of(events.remove());
        }

        @Override
        public @Nullable Clip current() {
            return current;
        }

        @Override
        public void abandon() {}

        @Override
        public void close() {}
    }

    /** Outcomes of clips, and then the names of those that got stuck. */
    private record Labelled(List<ClipOutcome> outcomes, List<String> stuck) {
        static Labelled of(Script... scripts) {
            Map<String, Script> byName = new java.util.HashMap<>();
            List<ClipShare> shares = new ArrayList<>();
            for (Script script : scripts) {
                byName.put(script.clip().clipId(), script);
                shares.add(ClipShare.whole(script.clip()));
            }
            LabelModels models =
                    new LabelModels(manifest(), settings(), InferenceDevice.CPU, ClipLabellerTest::network);
            List<ClipOutcome> outcomes = new ArrayList<>();
            try (ClipLabeller labeller = new ClipLabeller(
                    shares.iterator(),
                    models,
                    settings(),
                    taken -> new TestingDecoder(taken, byName),
                    new StageClock(),
                    LabelWatch.NOBODY)) {
                labeller.forEachRemaining(outcomes::add);
                return new Labelled(
                        outcomes, labeller.stuck().stream().map(Clip::clipId).toList());
            }
        }

        ClipOutcome.LabelledView view(int clip) {
            return ((ClipOutcome.Labelled) outcomes.get(clip)).views().get(0);
        }

        List<String> names() {
            return outcomes.stream().map(outcome -> outcome.clip().clipId()).toList();
        }
    }

    /** What the visual network makes of a grey. */
    private static double seen(int grey) {
        return (grey / 255.0 - 0.5) / 0.5;
    }

    @Test
    void voiceAndFaceOfEachWindowMakeTheAgeAndTheirMeanTheClips() {
        Labelled labelled = Labelled.of(Script.of("a", 6, 255, 255, 0, 0, 0, 0));
        ClipOutcome.LabelledView view = labelled.view(0);
        assertThat(view.windows()).hasSize(2);
        assertThat(view.windows().get(0).prediction().ageYears()).isCloseTo(10 + seen(255), within(1e-5));
        assertThat(view.windows().get(1).prediction().ageYears()).isCloseTo(10 + seen(0), within(1e-5));
        assertThat(view.prediction().age()).isCloseTo(10, within(1e-5));
        ClipOutcome.ClipFacts facts =
                ((ClipOutcome.Labelled) labelled.outcomes().get(0)).facts();
        assertThat(facts.faceFrameCount()).isEqualTo(6);
        assertThat(facts.speechSeconds()).isCloseTo(6, within(0.1));
    }

    /** Number of events that had been taken when each window was predicted, of 20 s in which somebody speaks. */
    private static List<Integer> eventsTakenBeforeWindows(InferenceDevice device) {
        Script script = Script.of("a", 20, new int[20]);
        TestingDecoder decoder =
                new TestingDecoder(List.of(ClipShare.whole(script.clip())).iterator(), Map.of("a", script));
        List<Integer> taken = new ArrayList<>();
        LabelModels models = new LabelModels(manifest(), settings(), device, file -> {
            TensorModel network = network(file);
            return !file.equals("fusion.onnx")
                    ? network
                    : new TestingModel(Set.of("audio_present", "visual_features", "slot_present"), inputs -> {
                        for (int window = 0; window < values(inputs, "audio_present").length; window++) {
                            taken.add(script.events().size() - decoder.events.size());
                        }
                        return network.run(inputs);
                    });
        });
        try (ClipLabeller labeller = new ClipLabeller(
                List.of(ClipShare.whole(script.clip())).iterator(),
                models,
                settings(),
                clips -> decoder,
                new StageClock(),
                LabelWatch.NOBODY)) {
            labeller.forEachRemaining(outcome -> {});
        }
        return taken;
    }

    /** A query of a table of windows after one of predictions does not load everything again. */
    @Test
    void settingsThatAskForTheSameNetworksShareThem() {
        List<TensorModel> loaded = new ArrayList<>();
        LabelModels models = new LabelModels(manifest(), settings(), InferenceDevice.CPU, file -> {
            TensorModel network = network(file);
            loaded.add(network);
            return network;
        });
        int count = loaded.size();

        LabelModels others = models.with(settings(Modality.BOTH, Protocol.PAPER));
        others.close();

        assertThat(loaded).hasSize(count);
        assertThat(others.audioEncoder()).isNotNull();
        assertThatThrownBy(() -> models.with(settings(Modality.AUDIO, Protocol.RELEASED)))
                .hasMessageContaining("other networks");
        assertThat(loaded.get(0).run(Map.of("input", one(0), "state", one(0), "sr", one(0))))
                .as("it is still open")
                .isNotEmpty();
    }

    @Test
    void windowsArePredictedWhileTheRestOfTheirClipIsStillToCome() {
        // The start, then a second of sound and a frame in turn; speech is decided by 1.024 s.
        assertThat(eventsTakenBeforeWindows(InferenceDevice.CPU))
                .containsExactly(1 + 9, 1 + 13, 1 + 17, 1 + 21, 1 + 25, 1 + 29, 1 + 33, 1 + 37, 42);
    }

    @Test
    void aGpuWaitsForItsBatchesOfFrames() {
        InferenceDevice gpu = new InferenceDevice(0, "asked for");
        assertThat(eventsTakenBeforeWindows(gpu).get(0)).isEqualTo(1 + 32);
    }

    @Test
    void withoutSoundThePicturesAreTheClip() {
        Labelled labelled = Labelled.of(Script.of("silent", 0, 255, 255, 255));
        assertThat(labelled.view(0).prediction().age()).isCloseTo(seen(255), within(1e-5));
        assertThat(labelled.view(0).windows()).hasSize(1);
    }

    @Test
    void outcomesComeInTheOrderOfTheClipsThoughFramesAreBatched() {
        Script[] scripts = IntStream.range(0, 20)
                .mapToObj(i -> Script.of("clip" + i, i % 3 == 0 ? 2 : 0, i * 10, i * 10))
                .toArray(Script[]::new);
        Labelled labelled = Labelled.of(scripts);
        assertThat(labelled.names())
                .isEqualTo(Arrays.stream(scripts)
                        .map(script -> script.clip().clipId())
                        .toList());
        for (int i = 0; i < 20; i++) {
            assertThat(labelled.view(i).prediction().age())
                    .as("clip %d", i)
                    .isCloseTo((i % 3 == 0 ? 10 : 0) + seen(i * 10), within(1e-4));
        }
    }

    @Test
    void aClipThatBreaksIsRejectedWholeAndTheOthersGoOn() {
        Labelled labelled = Labelled.of(
                Script.of("a", 2, 0, 0), Script.of("b", 4, 9, 9, 9, 9).breaking(), Script.of("c", 2, 0));
        assertThat(labelled.names()).containsExactly("a", "b", "c");
        assertThat(labelled.outcomes().get(1)).isInstanceOfSatisfying(ClipOutcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.CORRUPT);
            assertThat(rejected.message()).isEqualTo("torn");
        });
        assertThat(labelled.view(2).windows()).hasSize(1);
    }

    @Test
    void aClipOfWhichNothingIsOfUseIsRejected() {
        Labelled labelled = Labelled.of(Script.of("dark", 0, -1, -1));
        assertThat(labelled.outcomes().get(0)).isInstanceOfSatisfying(ClipOutcome.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectReason.NO_USABLE_MODALITY);
            assertThat(rejected.message()).contains("dark");
        });
    }

    @Test
    void behindAClipThatGetsStuckAnotherDecoderGoesOn() {
        Labelled labelled =
                Labelled.of(Script.of("a", 2, 0), Script.of("b", 4, 0, 0).stuck(), Script.of("c", 0, 255));
        assertThat(labelled.names()).containsExactly("a", "c");
        assertThat(labelled.stuck()).containsExactly("b");
        assertThat(labelled.view(1).prediction().age()).isCloseTo(seen(255), within(1e-5));
    }
}
