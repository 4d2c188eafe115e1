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
import org.junit.jupiter.api.Test;

final class SpeechDetectorTest {
    private static final BundleManifest.VoiceActivity RULES = new BundleManifest.VoiceActivity(
            "vad.onnx", "input", "state", "sr", "output", "stateN", List.of(1, 1), 512, 64, 0.5, 0.35, 250, 100, 30);

    private int calls;

    /** Says speech where a chunk is loud; its state halves its distance to what was heard last. */
    private SpeechDetector detector() {
        TestingModel model = new TestingModel(Set.of("input", "state", "sr"), inputs -> {
            calls++;
            float[] chunk = ((Tensor.FloatTensor) inputs.get("input")).values();
            float[] state = ((Tensor.FloatTensor) inputs.get("state")).values();
            float loud = Math.abs(chunk[chunk.length - 1]);
            return Map.of(
                    "output", one(loud > 0.1 ? 1 : 0),
                    "stateN", one((state[0] + loud) / 2));
        });
        return new SpeechDetector(model, RULES);
    }

    private static Tensor.FloatTensor one(float value) {
        return new Tensor.FloatTensor(new long[] {1, 1}, new float[] {value});
    }

    private static float[] level(int seconds, float value) {
        float[] samples = new float[seconds * 16_000];
        Arrays.fill(samples, value);
        return samples;
    }

    @Test
    void theNetworkIsAskedOfSilenceOnlyUntilItsStateHasSettled() {
        SpeechDetector detector = detector();
        detector.add(level(2, 0.5f));
        int spoken = calls;
        detector.add(level(600, 0));
        assertThat(calls - spoken).isBetween(10, 40);
        detector.add(level(2, 0.5f));
        assertThat(detector.finish()).hasSize(1);
    }

    @Test
    void segmentsAreThoseOfANetworkThatIsAlwaysAsked() {
        assertThat(segments(0)).isEqualTo(segments(1e-20f)).hasSize(2);
    }

    private List<SpeechSegment> segments(float silence) {
        SpeechDetector detector = detector();
        List<SpeechSegment> segments = new ArrayList<>(detector.add(level(2, 0.5f)));
        segments.addAll(detector.add(level(30, silence)));
        segments.addAll(detector.add(level(2, 0.5f)));
        segments.addAll(detector.finish());
        return segments;
    }
}
