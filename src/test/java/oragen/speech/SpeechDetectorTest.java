package oragen.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.bundle.BundleManifest;
import oragen.onnx.Tensor;
import oragen.onnx.TestingModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SpeechDetectorTest {
    private int calls;

    private static BundleManifest.VoiceActivity rules(@Nullable String rateInput) {
        return new BundleManifest.VoiceActivity(
                "vad.onnx",
                "input",
                "state",
                rateInput,
                "output",
                "stateN",
                List.of(1, 1),
                512,
                64,
                0.5,
                0.35,
                250,
                100,
                30);
    }

    /** Says speech where a chunk is loud; its state halves its distance to what was heard last. */
    private SpeechDetector detector(@Nullable String rateInput) {
        Set<String> inputs = rateInput == null ? Set.of("input", "state") : Set.of("input", "state", rateInput);
        TestingModel model = new TestingModel(inputs, given -> {
            calls++;
            Tensor.FloatTensor chunks = (Tensor.FloatTensor) given.get("input");
            int length = (int) chunks.shape()[1];
            float[] loud = new float[(int) chunks.shape()[0]];
            float state = ((Tensor.FloatTensor) given.get("state")).values()[0];
            for (int chunk = 0; chunk < loud.length; chunk++) {
                float last = Math.abs(chunks.values()[(chunk + 1) * length - 1]);
                state = (state + last) / 2;
                loud[chunk] = last > 0.1 ? 1 : 0;
            }
            return Map.of(
                    "output", new Tensor.FloatTensor(new long[] {loud.length, 1}, loud),
                    "stateN", new Tensor.FloatTensor(new long[] {1, 1}, new float[] {state}));
        });
        return new SpeechDetector(model, rules(rateInput));
    }

    private static float[] level(int seconds, float value) {
        float[] samples = new float[seconds * 16_000];
        Arrays.fill(samples, value);
        return samples;
    }

    @Test
    void theNetworkIsAskedOnceASecond() {
        SpeechDetector detector = detector(null);
        for (int piece = 0; piece < 100; piece++) {
            detector.add(new float[1000]);
        }
        assertThat(calls).isBetween(1, 7);
    }

    @Test
    void theNetworkIsAskedOfSilenceOnlyUntilItsStateHasSettled() {
        SpeechDetector detector = detector(null);
        detector.add(level(2, 0.5f));
        int spoken = calls;
        detector.add(level(600, 0));
        assertThat(calls - spoken).isBetween(2, 5);
        detector.add(level(2, 0.5f));
        assertThat(detector.finish()).hasSize(1);
    }

    @Test
    void segmentsAreThoseOfANetworkThatIsAlwaysAskedChunkByChunk() {
        assertThat(segments(null, 0))
                .isEqualTo(segments(null, 1e-20f))
                .isEqualTo(segments("sr", 0))
                .hasSize(2);
    }

    private List<SpeechSegment> segments(@Nullable String rateInput, float silence) {
        SpeechDetector detector = detector(rateInput);
        List<SpeechSegment> segments = new ArrayList<>(detector.add(level(2, 0.5f)));
        segments.addAll(detector.add(level(30, silence)));
        segments.addAll(detector.add(level(2, 0.5f)));
        segments.addAll(detector.finish());
        return segments;
    }
}
