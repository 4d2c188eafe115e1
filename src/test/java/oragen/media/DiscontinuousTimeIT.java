package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of broadcasts, discs and dash-cams: joined files whose time starts anew, and files without an index. */
final class DiscontinuousTimeIT {
    private static Decoded decode(byte[] file, DecodeOptions options) throws MediaException {
        return TestingMedia.decode(file, "clip.ts", options);
    }

    private static byte[] joined(TestingFilm... films) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (TestingFilm film : films) {
            bytes.writeBytes(film.bytes());
        }
        return bytes.toByteArray();
    }

    /** The second film begins where the first ends, whatever its time stamps say. */
    @ParameterizedTest
    @CsvSource({"mpegts, 0", "mpegts, 600", "mpegts, 40000", "mpeg, 0", "mpeg, 600", "matroska, 0", "matroska, 600"})
    void joinedFilmsContinueTheTime(String format, int secondStart) throws Exception {
        byte[] file = joined(new TestingFilm(format, 3, 5, 0, 50), new TestingFilm(format, 3, 5, secondStart, 100));
        Decoded decoded = decode(file, DecodeOptions.WHOLE_FILE);
        assertThat(TestingFilm.greys(decoded.frames()).subList(0, 6)).containsExactly(50, 60, 70, 100, 110, 120);
        assertThat(decoded.waveform().length / 16_000.0).isBetween(5.9, 6.2);
        assertThat(decoded.peak(0.2, 2.5)).isGreaterThan(0.2f);
        assertThat(decoded.peak(3.5, 5.5)).isGreaterThan(0.2f);
        assertThat(decoded.report().warnings()).containsExactly("timestamp_jumps");
    }

    /** Steps of up to ten seconds are gaps of the broadcast. */
    @Test
    void aShortStepForwardIsAGap() throws Exception {
        byte[] file = joined(new TestingFilm("mpegts", 3, 5, 0, 50), new TestingFilm("mpegts", 3, 5, 8, 100));
        Decoded decoded = decode(file, DecodeOptions.WHOLE_FILE);
        assertThat(TestingFilm.greys(decoded.frames()).subList(0, 11))
                .containsExactly(50, 60, 70, 70, 70, 70, 70, 70, 100, 110, 120);
        assertThat(decoded.waveform().length / 16_000.0).isBetween(10.8, 11.2);
        assertThat(decoded.report().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mpegts, 600", "mpegts, 0", "mpeg, 600", "matroska, 0"})
    void aRangeBehindAJumpIsThatOfTheContinuedTime(String format, int secondStart) throws Exception {
        byte[] file = joined(new TestingFilm(format, 6, 5, 0, 50), new TestingFilm(format, 6, 5, secondStart, 130));
        Decoded decoded = decode(file, DecodeOptions.of(null, 8.0, 11.0, null));
        assertThat(TestingFilm.greys(decoded.frames())).containsExactly(150, 160, 170);
        assertThat(decoded.waveform()).hasSize(48_000);
        assertThat(decoded.report().warnings()).contains("timestamp_jumps");
    }

    @ParameterizedTest
    @CsvSource({
        "mpegts, 10",
        "mpegts, 100",
        "mpegts, 240",
        "mpeg, 10",
        "mpeg, 100",
        "mpeg, 240",
        "matroska, 100",
        "avi, 240"
    })
    void aRangeHoldsItsOwnPicturesHoweverFarTheKeyFrameLies(String format, int keyEvery) throws Exception {
        TestingFilm film = new TestingFilm(format, 30, keyEvery, 0, 50);
        Decoded decoded = decode(film.bytes(), DecodeOptions.of(null, 23.3, 27.3, null));
        assertThat(TestingFilm.greys(decoded.frames()))
                .containsExactly(film.grey(23), film.grey(24), film.grey(25), film.grey(26));
        assertThat(decoded.waveform()).hasSize(64_000);
        assertThat(decoded.peak(0, 4)).isGreaterThan(0.2f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "mpeg"})
    void partsOfThePicturesAreThoseOfTheWhole(String format) throws Exception {
        for (int keyEvery : new int[] {10, 100, 240}) {
            byte[] file = new TestingFilm(format, 130, keyEvery, 0, 50).bytes();
            List<Integer> whole =
                    TestingFilm.greys(decode(file, DecodeOptions.WHOLE_FILE).frames());
            List<Integer> parts = new ArrayList<>();
            List<DecodeReport> reports = new ArrayList<>();
            for (int part = 0; part < 2; part++) {
                Decoded decoded = decode(file, DecodeOptions.WHOLE_FILE.picturesOnly(new PicturePart(part, 2)));
                reports.add(decoded.report());
                parts.addAll(TestingFilm.greys(decoded.frames()));
            }
            assertThat(parts).as("a key frame every %d", keyEvery).isEqualTo(whole);
            assertThat(reports.get(0).with(reports.get(1)).warnings()).isEmpty();
        }
    }

    @Test
    void partsOfAFileThatJumpsSaySo() throws Exception {
        byte[] file = joined(new TestingFilm("mpegts", 65, 10, 0, 50), new TestingFilm("mpegts", 65, 10, 600, 100));
        Decoded last = decode(file, DecodeOptions.WHOLE_FILE.picturesOnly(new PicturePart(1, 2)));
        assertThat(last.report().warnings()).contains("timestamp_jumps");
    }
}
