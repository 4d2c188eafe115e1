package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which picture a second gets, where pictures stand for longer than those of a film. */
final class StandingPicturesIT {
    /** Shows pictures of level 100, 110, … at the given milliseconds; returns second:level of what was decoded. */
    private static String shown(String millis) throws Exception {
        TestingMatroska file = new TestingMatroska().withoutSound();
        int grey = 100;
        for (String time : millis.split(" ")) {
            file.picture(Long.parseLong(time), grey);
            grey += 10;
        }
        // Without sound the file's time begins with its first picture.
        Decoded decoded = TestingMedia.decode(file.file(0), "clip.mkv", DecodeOptions.WHOLE_FILE);
        return decoded.frames().stream()
                .map(frame -> frame.second() + ":" + Math.round((frame.rgb()[0] & 0xff) / 10f))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // Slides of five seconds.
        "0 5000 10000, 0:10 1:10 2:10 3:10 4:10 5:11 6:11 7:11 8:11 9:11 10:12",
        // A steady stream: the first that begins at or after the second.
        "0 300 600 900 1200 1500 1800 2100, 0:10 1:14 2:17",
        // Half a second late is soon, more is not.
        "0 500 1500 2501 3400, 0:10 1:12 2:12 3:14"
    })
    void aSecondGetsThePictureThatBeginsSoonOrElseTheOneOnScreen(String millis, String shown) throws Exception {
        assertThat(shown(millis)).isEqualTo(shown);
    }

    @Test
    void nothingIsShownBeforeTheFirstPicture() throws Exception {
        TestingMatroska file = new TestingMatroska();
        for (int tenth = 0; tenth < 30; tenth++) {
            file.sound(tenth * 100L);
        }
        for (int fifth = 7; fifth < 15; fifth++) {
            file.picture(fifth * 200L, 100);
        }
        assertThat(TestingMedia.decode(file.file(0), "clip.mkv", DecodeOptions.WHOLE_FILE)
                        .seconds())
                .isEqualTo(List.of(1, 2));
    }

    @Test
    void aRangeThatBeginsUnderAStandingPictureShowsIt() throws Exception {
        TestingMatroska file = new TestingMatroska().withoutSound();
        file.picture(0, 100).picture(5000, 110).picture(10_000, 120);
        Decoded decoded = TestingMedia.decode(file.file(0), "clip.mkv", DecodeOptions.of(null, 2.0, 7.0, null));
        assertThat(decoded.seconds()).containsExactly(0, 1, 2, 3, 4);
        assertThat(decoded.frames().get(2).rgb()[0] & 0xff).isBetween(98, 102);
        assertThat(decoded.frames().get(3).rgb()[0] & 0xff).isBetween(108, 112);
    }
}
