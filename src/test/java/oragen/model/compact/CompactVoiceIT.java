package oragen.model.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import oragen.label.Gender;
import oragen.network.VoiceNetwork;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The voice network of the compact bundle on synthesised voices that it was not trained on; voices/make.sh made them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CompactVoiceIT {
    private static final int RATE = 16_000;
    private static final int WINDOW = 4 * RATE;

    /** The utterances are cut off in the middle of a sound, and frames beyond the cut hear the click: of odds about 3. */
    private static final double CUT = 0.5;

    private static final String VOICES = """
            rms, MALE
            mv, MALE
            espeak-f2, FEMALE
            espeak-andrea, FEMALE
            """;

    private final TensorModel model;

    @SuppressWarnings("MustBeClosedChecker") // closed after all tests
    CompactVoiceIT(@TempDir Path folder) throws IOException {
        Path graph = folder.resolve(CompactVoice.FILE);
        Files.write(graph, CompactVoice.build().toByteArray());
        model = TensorModel.load(graph, InferenceDevice.CPU, 1);
    }

    @AfterAll
    void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = VOICES)
    void theVoiceIsTold(String voice, Gender gender) {
        assertThat(heard(normalized(samples(voice)))).isEqualTo(gender);
    }

    /** Zeros after a short window, those of the protocol that takes the mean over them, and zeros before it. */
    @ParameterizedTest
    @CsvSource(textBlock = VOICES)
    void zerosAroundItChangeLittle(String voice, Gender gender) {
        float[] speech = normalized(samples(voice));
        double alone = logOddsMale(speech);
        assertThat(heard(Arrays.copyOf(speech, WINDOW))).isEqualTo(gender);
        assertThat(logOddsMale(Arrays.copyOf(speech, WINDOW))).isCloseTo(alone, within(CUT));
        assertThat(logOddsMale(normalized(Arrays.copyOf(samples(voice), WINDOW))))
                .isCloseTo(alone, within(CUT));
        float[] late = new float[WINDOW];
        System.arraycopy(speech, 0, late, RATE, speech.length);
        assertThat(logOddsMale(late)).isCloseTo(alone, within(CUT));
    }

    @ParameterizedTest
    @CsvSource(textBlock = VOICES)
    void aTelephoneLeavesTheVoice(String voice, Gender gender) {
        assertThat(heard(normalized(telephone(samples(voice))))).isEqualTo(gender);
    }

    @ParameterizedTest
    @CsvSource({"64000", "16000"})
    void silenceSaysNothing(int samples) {
        assertThat(logOddsMale(new float[samples])).isCloseTo(0, within(1e-3));
    }

    private Gender heard(float[] waveform) {
        return logOddsMale(waveform) > 0 ? Gender.MALE : Gender.FEMALE;
    }

    private double logOddsMale(float[] waveform) {
        Tensor input = Tensor.of(waveform, 1, waveform.length);
        float[] features = Objects.requireNonNull(
                        model.run(Map.of(VoiceNetwork.INPUT, input)).get(VoiceNetwork.OUTPUT))
                .values();
        assertThat(features).hasSize(VoiceNetwork.FEATURES);
        return features[VoiceNetwork.LOG_ODDS_MALE];
    }

    private static float[] samples(String voice) {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(
                Objects.requireNonNull(CompactVoiceIT.class.getResource("voices/" + voice + ".wav")))) {
            ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.remaining() / Short.BYTES];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort(Short.BYTES * i);
            }
            return samples;
        } catch (IOException | UnsupportedAudioFileException e) {
            throw new IllegalStateException(voice, e);
        }
    }

    private static float[] normalized(float[] samples) {
        double mean = 0;
        double squares = 0;
        for (float sample : samples) {
            mean += (double) sample / samples.length;
            squares += (double) sample * sample / samples.length;
        }
        float[] normalized = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            normalized[i] = (float) ((samples[i] - mean) / Math.sqrt(squares - mean * mean));
        }
        return normalized;
    }

    /** 300 to 3400 Hz: the difference of two low-passes, each a sinc under a Hann window. */
    private static float[] telephone(float[] samples) {
        int reach = 200;
        float[] filtered = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int shift = -reach; shift <= reach; shift++) {
                if (i + shift >= 0 && i + shift < samples.length) {
                    double window = 0.5 + 0.5 * Math.cos(Math.PI * shift / reach);
                    sum += samples[i + shift] * window * (lowPass(3400, shift) - lowPass(300, shift));
                }
            }
            filtered[i] = (float) sum;
        }
        return filtered;
    }

    private static double lowPass(double hertz, int shift) {
        double place = 2 * hertz / RATE;
        return shift == 0 ? place : Math.sin(Math.PI * place * shift) / (Math.PI * shift);
    }
}
