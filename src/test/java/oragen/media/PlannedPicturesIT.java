package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decoded of films is what a full decode shows; {@code make-planned.sh} beside them says how each was made. */
final class PlannedPicturesIT {
    private static byte[] film(String name) throws Exception {
        return TestingMedia.resource("/media/planned/" + name);
    }

    /** Second, size and content of each picture. */
    private static List<String> pictures(Decoded decoded) {
        return decoded.frames().stream()
                .map(frame -> frame.second() + " " + frame.width() + "x" + frame.height() + " "
                        + Arrays.hashCode(frame.rgb()))
                .toList();
    }

    private static Decoded requireSame(byte[] film, String name, DecodeOptions options) throws Exception {
        Decoded planned = TestingMedia.decode(film, name, options);
        Decoded full = TestingMedia.decodeEverything(film, name, options);
        assertThat(pictures(planned)).isEqualTo(pictures(full));
        assertThat(planned.waveform()).isEqualTo(full.waveform());
        assertThat(planned.report().durationSeconds()).isEqualTo(full.report().durationSeconds());
        assertThat(planned.report().warnings()).isEqualTo(full.report().warnings());
        assertThat(planned.report().wantedPictures()).isEqualTo(full.report().wantedPictures());
        assertThat(planned.report().decodedPictures())
                .isLessThanOrEqualTo(full.report().decodedPictures());
        return planned;
    }

    /** Of 25 pictures a second, but 12 in MPEG-TS of H.264 and HEVC, 10 in MJPEG and 30 in NTSC. */
    @ParameterizedTest
    @CsvSource({
        "h264-closed.mp4, 124",
        "h264-pyramid.mkv, 56",
        "h264-short.ts, 17",
        "h264-open.mp4, 142",
        "h264-open.ts, 39",
        "h264-open-cut.ts, 40",
        "h264-refresh.mkv, 143",
        "h264-interlaced.ts, 60",
        "h264-plain.avi, 200",
        "h264-ntsc.mp4, 123",
        "h264-cut.mp4, 77",
        "h264-gap.mkv, 97",
        "hevc-closed.mp4, 100",
        "hevc-open.mp4, 108",
        "hevc-open.ts, 36",
        "hevc-open-cut.ts, 25",
        "hevc-layers.mkv, 168",
        "vp8.webm, 154",
        "vp9.webm, 154",
        "vp9.mp4, 154",
        "av1.mp4, 154",
        "av1.mkv, 154",
        "mpeg1.mpg, 200",
        "mpeg2-open.ts, 28",
        "mpeg2-closed.mkv, 61",
        "mpeg2-interlaced.mpg, 125",
        "mpeg4.mp4, 200",
        "mpeg4.avi, 200",
        "mjpeg.avi, 5",
        "mjpeg.mp4, 5"
    })
    void picturesAreThoseOfAFullDecode(String name, int decoded) throws Exception {
        Decoded planned = requireSame(film(name), name, DecodeOptions.WHOLE_FILE);
        assertThat(planned.frames()).hasSizeBetween(3, 9);
        assertThat(planned.report().decodedPictures()).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h264-closed.mp4",
                "h264-short.ts",
                "h264-ntsc.mp4",
                "h264-open.ts",
                "h264-gap.mkv",
                "hevc-open.mp4",
                "hevc-open.ts",
                "vp8.webm",
                "av1.mkv",
                "mpeg2-open.ts",
                "mpeg2-closed.mkv",
                "mjpeg.avi"
            })
    void rangesShowThePicturesOfAFullDecode(String name) throws Exception {
        for (double start = 0; start < 2.5; start += 0.3) {
            requireSame(film(name), name, DecodeOptions.of(null, start, start + 2.2, null));
            requireSame(film(name), name, DecodeOptions.of(null, start, null, null));
        }
    }

    @Test
    void rangesOfPicturesAloneLastToTheirEnd() throws Exception {
        DecodeOptions options = DecodeOptions.of(null, 1.0, 4.0, null);
        assertThat(TestingMedia.decode(film("h264-closed.mp4"), "a.mp4", options)
                        .report()
                        .durationSeconds())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264-short.ts", "h264-open.ts", "hevc-open.ts", "mpeg2-open.ts"})
    void timeThatStartsAnewIsDecodedWhole(String name) throws Exception {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(film(name));
        twice.write(film(name));
        Decoded planned = requireSame(twice.toByteArray(), name, DecodeOptions.WHOLE_FILE);
        assertThat(planned.report().warnings()).contains(DecodeReport.TIMESTAMP_JUMPS);
        assertThat(planned.frames()).hasSizeGreaterThan(5);
    }

    @Test
    void damageInWhatIsNotDecodedIsNotReported() throws Exception {
        byte[] film = film("mjpeg.avi");
        List<String> whole = pictures(TestingMedia.decode(film, "a.avi", DecodeOptions.WHOLE_FILE));
        int unseen = 0;
        for (int at = 2_000; at < 20_000; at += 300) {
            byte[] damaged = film.clone();
            Arrays.fill(damaged, at, at + 40, (byte) 0x55);
            Decoded planned = TestingMedia.decode(damaged, "a.avi", DecodeOptions.WHOLE_FILE);
            Decoded full = TestingMedia.decodeEverything(damaged, "a.avi", DecodeOptions.WHOLE_FILE);
            assertThat(planned.report().durationSeconds())
                    .isEqualTo(full.report().durationSeconds());
            if (planned.report().warnings().isEmpty()
                    && full.report().warnings().contains(DecodeReport.DECODE_ERRORS)) {
                unseen++;
                assertThat(pictures(planned)).isEqualTo(whole);
            }
        }
        assertThat(unseen).isPositive();
    }

    @Test
    void whatIsCutOffIsMissed() throws Exception {
        byte[] film = film("h264-pyramid.mkv");
        byte[] half = Arrays.copyOf(film, film.length / 2);
        Decoded planned = requireSame(half, "a.mkv", DecodeOptions.WHOLE_FILE);
        assertThat(planned.report().warnings()).contains(DecodeReport.TRUNCATED);
    }
}
