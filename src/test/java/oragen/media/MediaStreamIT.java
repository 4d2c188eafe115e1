package oragen.media;

import static oragen.media.TestingMedia.decode;
import static oragen.media.TestingMedia.floatWav;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import oragen.media.MediaException.Reason;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaStreamIT {
    private static byte[] demo(String name) throws IOException {
        return TestingMedia.resource("/demo/" + name);
    }

    /** A 16-bit RIFF file in which every channel carries a tone of its own amplitude. */
    private static byte[] wav(int rate, int channels, double seconds) {
        int samples = (int) Math.round(rate * seconds);
        ByteBuffer riff = ByteBuffer.allocate(44 + samples * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        riff.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(riff.capacity() - 8);
        riff.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        riff.putShort((short) channels).putInt(rate).putInt(rate * channels * 2);
        riff.putShort((short) (channels * 2)).putShort((short) 16);
        riff.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * channels * 2);
        for (int i = 0; i < samples; i++) {
            for (int channel = 0; channel < channels; channel++) {
                double tone = Math.sin(2 * Math.PI * 440 * i / rate) * loudness(channel, channels);
                riff.putShort((short) Math.round(tone * 32767));
            }
        }
        return riff.array();
    }

    private static double loudness(int channel, int channels) {
        return (channels > 8 ? 0.8 / channels : 0.1) * (channel + 1);
    }

    private static Reason reasonOf(byte[] content, String name) {
        MediaException[] thrown = new MediaException[1];
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> decode(content, name, DecodeOptions.WHOLE_FILE))
                .withMessageContaining(name)
                .satisfies(e -> thrown[0] = e);
        assertThat(thrown[0].remedy()).isNotBlank();
        return thrown[0].reason();
    }

    @Test
    void everyRateBecomesSixteenKilohertz() throws MediaException {
        for (int rate : new int[] {8_000, 16_000, 44_100, 48_000}) {
            Decoded decoded = decode(wav(rate, 1, 2), "tone.wav", DecodeOptions.WHOLE_FILE);
            assertThat(decoded.waveform().length).as("%d Hz", rate).isBetween(31_990, 32_010);
            assertThat(decoded.report().warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8, 9, 11, 15, 20, 40, 64, 100})
    void monoIsThePlainMeanOfAllChannels(int channels) throws MediaException {
        Decoded decoded = decode(wav(16_000, channels, 1), "channels.wav", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.waveform().length).isEqualTo(16_000);
        assertThat(decoded.peak(0, 1)).isCloseTo((float) loudness(0, channels) * (1 + channels) / 2, within(1e-3f));
    }

    @Test
    void aMeanOfFullChannelsIsNotClipped() throws MediaException {
        byte[] loud = floatWav(new float[] {1, 1, -1, -1, 1, -1, 0.5f, 0.25f}, 2);
        assertThat(decode(loud, "loud.wav", DecodeOptions.WHOLE_FILE).waveform())
                .containsExactly(1, -1, 0, 0.375f);
    }

    @Test
    void aChannelCanBeChosen() throws MediaException {
        Decoded decoded = decode(wav(16_000, 2, 1), "stereo.wav", DecodeOptions.of(1, null, null, null));
        assertThat(decoded.peak(0, 1)).isBetween(0.19f, 0.21f);
    }

    @Test
    void aChannelThatIsNotThereIsRejectedWithTheirNumber() {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> decode(wav(16_000, 2, 1), "stereo.wav", DecodeOptions.of(2, null, null, null)))
                .withMessage("clip stereo.wav: no channel 2 in sound of 2 channels")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_CHANNEL))
                .satisfies(e ->
                        assertThat(e.remedy()).isEqualTo("use a channel from 0 to 1, or none for the mean of all"));
    }

    @Test
    void samplesThatAreNoNumbersAreSilenceWithAWarning() throws MediaException {
        float[] samples = {0.5f, Float.NaN, 0.25f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0.5f};
        Decoded decoded = decode(floatWav(samples, 1), "nan.wav", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.waveform()).containsExactly(0.5f, 0, 0.25f, 0, 0, -0.5f);
        assertThat(decoded.report().warnings()).containsExactly("invalid_samples");
    }

    @Test
    void aChannelOfSuchSamplesDoesNotSilenceTheOthers() throws MediaException {
        float[] samples = {0.5f, Float.NaN, -0.25f, Float.NaN, 0.125f, Float.POSITIVE_INFINITY};
        Decoded decoded = decode(floatWav(samples, 2), "half.wav", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.waveform()).containsExactly(0.25f, -0.125f, 0.0625f);
        assertThat(decoded.report().warnings()).containsExactly("invalid_samples");
    }

    @Test
    void aThirdOfASecondIsDecoded() throws MediaException {
        assertThat(decode(wav(16_000, 1, 0.3), "short.wav", DecodeOptions.WHOLE_FILE)
                        .waveform())
                .hasSize(4_800);
    }

    @Test
    void aPartIsCutToTheSample() throws MediaException {
        DecodeOptions part = DecodeOptions.of(null, 3.0, 4.5, null);
        assertThat(decode(wav(16_000, 1, 6), "long.wav", part).waveform()).hasSize(24_000);
    }

    @Test
    void videoGivesOneFrameASecond() throws Exception {
        Decoded decoded = decode(demo("steady.mp4"), "steady.mp4", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.frames()).extracting(VideoFrame::second).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(decoded.frames().get(0).width()).isEqualTo(320);
        assertThat(decoded.waveform().length).isBetween(95_000, 97_500);
        assertThat(decode(demo("silent.mp4"), "silent.mp4", DecodeOptions.WHOLE_FILE)
                        .waveform())
                .isEmpty();
    }

    @Test
    void truncationIsNoticed() throws Exception {
        Decoded decoded = decode(demo("truncated.mp4"), "truncated.mp4", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.report().warnings()).contains("truncated");
        byte[] indexAtEnd = demo("steady.mp4");
        assertThat(reasonOf(Arrays.copyOf(indexAtEnd, indexAtEnd.length / 2), "half.mp4"))
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void whatIsNoMediaFileIsRefusedByName() {
        assertThat(reasonOf(new byte[0], "empty.mp4")).isEqualTo(Reason.EMPTY_FILE);
        assertThat(reasonOf("just text\n".repeat(50).getBytes(StandardCharsets.UTF_8), "text.mp4"))
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void playlistsAndScriptsOpenNothing() {
        String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
        assertThat(reasonOf(playlist.getBytes(StandardCharsets.UTF_8), "playlist.mp4"))
                .isEqualTo(Reason.CORRUPT);
        String script = "ffconcat version 1.0\nfile '/etc/passwd'\n";
        assertThat(reasonOf(script.getBytes(StandardCharsets.UTF_8), "script.mp4"))
                .isEqualTo(Reason.UNSUPPORTED_FORMAT);
    }

    @Test
    void headerlessAudioMustBeDeclared() throws MediaException {
        byte[] raw = new byte[16_000];
        assertThat(reasonOf(raw, "call.raw")).isEqualTo(Reason.RAW_FORMAT_UNDECLARED);
        DecodeOptions declared = DecodeOptions.of(null, null, null, new RawAudio("s16le", 8_000, 1));
        assertThat(decode(raw, "call.raw", declared).waveform().length).isBetween(15_990, 16_010);
    }
}
