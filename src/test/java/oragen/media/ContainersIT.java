package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import oragen.media.MediaException.Reason;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each container that FFmpeg can write, read back; and those that are not read, with the true reason. */
final class ContainersIT {
    private static final int SECONDS = 4;
    private static final List<Integer> GREYS = List.of(80, 90, 100, 110);

    private static byte[] film(String format, String pictures, String sound) throws Exception {
        return new TestingFilm(format, new TestingCodecs(pictures, sound), SECONDS, 10, 0, 80).bytes();
    }

    private static void hasTheFilm(byte[] file, String name) throws Exception {
        Decoded decoded = TestingMedia.decode(file, name, DecodeOptions.WHOLE_FILE);
        assertThat(decoded.report().warnings()).isEmpty();
        List<Integer> greys = TestingFilm.greys(decoded.frames());
        // Where the container puts the sound before the pictures these end a little after the fourth second.
        assertThat(greys.size()).isBetween(SECONDS, SECONDS + 1);
        assertThat(greys).startsWith(GREYS.toArray(Integer[]::new));
        DecodeOptions part = DecodeOptions.of(null, 2.0, 4.0, null).picturesOnly(new PicturePart(0, 1));
        assertThat(TestingFilm.greys(TestingMedia.decode(file, name, part).frames()))
                .as("a part")
                .isEqualTo(GREYS.subList(2, SECONDS));
    }

    private static void hasTheTone(byte[] file, String name) throws Exception {
        Decoded decoded = TestingMedia.decode(file, name, DecodeOptions.WHOLE_FILE);
        assertThat(decoded.waveform().length / 16_000.0).isCloseTo(SECONDS, within(0.15));
        assertThat(decoded.peak(1, 3)).isCloseTo(0.25f, within(0.08f));
        assertThat(decoded.report().durationSeconds()).isCloseTo(SECONDS, within(0.15));
        assertThat(decoded.report().warnings()).isEmpty();
        DecodeOptions part = DecodeOptions.of(null, 2.0, 3.5, null);
        assertThat(TestingMedia.decode(file, name, part).waveform())
                .as("a part")
                .hasSize(24_000);
    }

    @ParameterizedTest
    @CsvSource({
        "clip.flv, flv, flv, libmp3lame",
        "clip.wmv, asf, wmv2, wmav2",
        "clip.dv, dv, dvvideo, pcm_s16le",
        "clip.mxf, mxf, mpeg2video, pcm_s16le",
        "clip.3gp, 3gp, h263, libopencore_amrnb",
        "clip.3g2, 3g2, mpeg4, aac",
        "clip.vob, vob, mpeg2video, mp2"
    })
    void filmsHaveTheirPicturesAndTheirSound(String name, String format, String pictures, String sound)
            throws Exception {
        byte[] file = film(format, pictures, sound);
        hasTheFilm(file, name);
        hasTheTone(file, name);
    }

    /** Each packet of 188 bytes has a time stamp of 4 before it. */
    @Test
    void recordersOfBluRayWriteLongerPackets() throws Exception {
        byte[] stream = film("mpegts", "mpeg2video", "mp2");
        byte[] file = new byte[stream.length / 188 * 192];
        for (int packet = 0; packet < stream.length / 188; packet++) {
            System.arraycopy(stream, packet * 188, file, packet * 192 + 4, 188);
        }
        hasTheFilm(file, "clip.m2ts");
        hasTheTone(file, "clip.mts");
    }

    @ParameterizedTest
    @CsvSource({"clip.gif, gif, gif", "clip.png, apng, apng"})
    void animatedPicturesAreFilms(String name, String format, String pictures) throws Exception {
        hasTheFilm(film(format, pictures, ""), name);
    }

    @ParameterizedTest
    @CsvSource({
        "clip.au, au, pcm_s16be",
        "clip.caf, caf, pcm_s16be",
        "clip.caf, caf, alac",
        "clip.aiff, aiff, pcm_s16be",
        "clip.w64, w64, pcm_s16le",
        "clip.amr, amr, libopencore_amrnb",
        "clip.amr, amr, libvo_amrwbenc",
        "clip.m4b, ipod, aac",
        "clip.wma, asf, wmav2"
    })
    void soundHasItsLengthAndLevel(String name, String format, String sound) throws Exception {
        hasTheTone(film(format, "", sound), name);
    }

    @Test
    void framesOfTelephonesAreHeard() throws Exception {
        // GSM 06.10: 33 bytes for 20 ms, each begins with 1101; these say little but how long they are.
        byte[] file = new byte[33 * 100];
        for (int frame = 0; frame < 100; frame++) {
            file[frame * 33] = (byte) 0xd0;
        }
        Decoded decoded = TestingMedia.decode(file, "call.gsm", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.waveform().length).isBetween(31_900, 32_100);
    }

    @ParameterizedTest
    @CsvSource({"picture.tiff, image2pipe, tiff", "picture.avif, avif, libaom-av1", "picture.gif, gif, gif"})
    void aPictureIsOneFrame(String name, String format, String codec) throws Exception {
        TestingCodecs codecs = new TestingCodecs(codec, "");
        byte[] file = new TestingFilm(format, codecs, 1, 10, 0, 80).firstPicture();
        Decoded decoded = TestingMedia.decode(file, name, DecodeOptions.WHOLE_FILE);
        assertThat(TestingFilm.greys(decoded.frames())).containsExactly(80);
        assertThat(decoded.report().warnings()).isEmpty();
    }

    private static void isRefused(byte[] file, Reason reason, String why) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> TestingMedia.decode(file, "clip.mp4", DecodeOptions.WHOLE_FILE))
                .withMessage("clip clip.mp4: " + why)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aContainerThatIsNotReadIsNotSupportedRatherThanDamaged() throws Exception {
        byte[] script = "ffconcat version 1.0\nfile '/etc/passwd'\n".getBytes(StandardCharsets.UTF_8);
        isRefused(
                script,
                Reason.UNSUPPORTED_FORMAT,
                "is a file of a format that is not supported (Virtual concatenation script, concat)");
        isRefused(
                film("rm", "rv10", ""),
                Reason.UNSUPPORTED_FORMAT,
                "is a file of a format that is not supported (RealMedia, rm)");
    }

    @Test
    void aFileThatEndsInItsHeaderIsDamaged() throws Exception {
        byte[] film = film("asf", "wmv2", "wmav2");
        isRefused(
                Arrays.copyOf(film, 60),
                Reason.CORRUPT,
                "cannot be opened as a media file (Invalid data found when processing input)");
    }

    @Test
    void aCodecWithoutADecoderIsNotSupported() throws Exception {
        String film = new String(film("avi", "mpeg4", ""), StandardCharsets.ISO_8859_1);
        isRefused(
                film.replace("FMP4", "AVS2").getBytes(StandardCharsets.ISO_8859_1),
                Reason.UNSUPPORTED_FORMAT,
                "neither an audio nor a video stream that can be decoded (no decoder for avs2)");
    }
}
