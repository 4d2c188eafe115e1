package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files with several streams of a kind, of which the first is not the one to take. */
final class StreamChoiceIT {
    private static final int OTHER_TRACK = 3;

    private static TestingMatroska film() throws IOException {
        TestingMatroska file = new TestingMatroska();
        for (int tenth = 0; tenth < 20; tenth++) {
            file.picture(tenth * 100L, 100 + tenth);
            file.sound(tenth * 100L);
        }
        return file;
    }

    private static Decoded decode(TestingMatroska file) throws MediaException {
        return TestingMedia.decode(file.file(2000), "clip.mkv", DecodeOptions.WHOLE_FILE);
    }

    @Test
    void soundThatNobodyCanDecodeIsPassedOver() throws Exception {
        Decoded decoded = decode(film().unknownTrack(OTHER_TRACK, 2));
        assertThat(decoded.waveform()).hasSize(32_000);
        assertThat(decoded.peak(0, 2)).isGreaterThan(0.2f);
        assertThat(decoded.report().warnings()).containsExactly("audio_skipped");
    }

    @Test
    void picturesThatNobodyCanDecodeArePassedOver() throws Exception {
        Decoded decoded = decode(film().unknownTrack(OTHER_TRACK, 1));
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.report().warnings()).containsExactly("video_skipped");
    }

    @Test
    void aThumbnailIsNotTheFilm() throws Exception {
        Decoded decoded = decode(film().thumbnail(OTHER_TRACK, 20));
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.frames().get(1).rgb()[0] & 0xff).isCloseTo(110, within(2));
        assertThat(decoded.report().warnings()).containsExactly("video_skipped");
    }

    private static void isTheFilm(Decoded decoded) {
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.frames().get(1).rgb()[0] & 0xff).isCloseTo(110, within(2));
        assertThat(decoded.report().warnings()).containsExactly("video_skipped");
    }

    @Test
    void aThumbnailThatIsTheDefaultIsNotTheFilm() throws Exception {
        isTheFilm(decode(film().filmIsNoDefault().thumbnail(OTHER_TRACK, 20)));
        isTheFilm(decode(film().filmIsNoDefault().timedThumbnail(OTHER_TRACK, 20)));
    }

    @ParameterizedTest
    @CsvSource({"mp4, mpeg4, aac", "mov, mpeg2video, aac", "avi, mpeg4, mp2"})
    void aThumbnailIsToldByTheIndexOfTheFile(String format, String pictures, String sound) throws Exception {
        TestingFilm film = new TestingFilm(format, new TestingCodecs(pictures, sound), 2, 10, 0, 100);
        Decoded decoded = TestingMedia.decode(film.bytesAfterThumbnail(20), "clip", DecodeOptions.WHOLE_FILE);
        assertThat(TestingFilm.greys(decoded.frames())).startsWith(100, 110);
        assertThat(decoded.report().warnings()).containsExactly("video_skipped");
    }

    @Test
    void aFilmOfOnePictureIsAPicture() throws Exception {
        TestingMatroska file = new TestingMatroska().withoutSound().picture(0, 100);
        assertThat(decode(file).frames()).hasSize(1);
    }

    @Test
    void aFilmWhoseOnlySoundCannotBeDecodedKeepsItsPictures() throws Exception {
        TestingMatroska file = new TestingMatroska().unknownTrack(OTHER_TRACK, 2);
        for (int tenth = 0; tenth < 20; tenth++) {
            file.picture(tenth * 100L, 100);
        }
        Decoded decoded = TestingMedia.decode(file.withoutSound().file(2000), "clip.mkv", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.report().warnings()).containsExactly("audio_skipped");
    }
}
