package oragen.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network for many chunks against the original, which was asked chunk by chunk (make_speech_golden.py). */
final class SpeechNetworkIT {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "oragen", "model", "compact");
    private static final int WAVE_HEADER = 44;
    private static final double TOLERANCE = 1e-5;
    private static final double STATE_TOLERANCE = 1e-4;

    private final ModelBundle bundle = ModelBundle.open(Path.of("models", "compact"));
    private final BundleManifest.VoiceActivity rules = bundle.manifest().voiceActivity();

    @ParameterizedTest
    @CsvSource({"rms.wav, 1", "rms.wav, 31", "espeak-f2.wav, 31", "espeak-f2.wav, 62"})
    void probabilitiesAreThoseOfTheOriginalHoweverManyChunksACall(String voice, int chunks) throws IOException {
        JsonNode golden = new JsonMapper()
                .readTree(GOLDEN.resolve("speech_golden.json").toFile())
                .get(voice);
        float[] samples = samples(voice);
        try (TensorModel model = bundle.load(rules.file(), InferenceDevice.CPU, 1)) {
            SpeechNetwork network = new SpeechNetwork(model, rules);
            int step = rules.chunkSamples();
            for (int first = 0; first < golden.get("probabilities").size(); first += chunks) {
                float[] part = new float[rules.contextSamples() + chunks * step];
                System.arraycopy(samples, first * step, part, 0, part.length);
                float[] probabilities = network.probabilities(part, chunks);
                for (int chunk = 0; chunk < chunks; chunk++) {
                    assertThat((double) probabilities[chunk])
                            .as("chunk %d", first + chunk)
                            .isCloseTo(
                                    golden.get("probabilities")
                                            .get(first + chunk)
                                            .asDouble(),
                                    within(TOLERANCE));
                }
            }
            for (int unit = 0; unit < network.state().length; unit++) {
                assertThat((double) network.state()[unit])
                        .isCloseTo(golden.get("state").get(unit).asDouble(), within(STATE_TOLERANCE));
            }
        }
    }

    /** In [-1, 1), after the silence that precedes the first chunk. */
    private float[] samples(String voice) throws IOException {
        byte[] file = Files.readAllBytes(GOLDEN.resolve("voices").resolve(voice));
        ShortBuffer values = ByteBuffer.wrap(file, WAVE_HEADER, file.length - WAVE_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        float[] samples = new float[rules.contextSamples() + values.remaining()];
        for (int i = rules.contextSamples(); i < samples.length; i++) {
            samples[i] = values.get() / 32768f;
        }
        return samples;
    }
}
