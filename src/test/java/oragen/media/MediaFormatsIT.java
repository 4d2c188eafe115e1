package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people have them; {@code make-media.sh} beside them says how each was made. */
final class MediaFormatsIT {
    private static final String UPRIGHT = "red green blue white";

    private static Decoded decode(String name) throws Exception {
        return TestingMedia.decode(TestingMedia.resource("/media/" + name), name, DecodeOptions.WHOLE_FILE);
    }

    /** Colours of the corners: top left, top right, bottom left, bottom right. */
    private static String corners(VideoFrame frame) {
        int right = frame.width() - 5;
        int bottom = frame.height() - 5;
        return String.join(
                " ",
                colour(frame, 4, 4),
                colour(frame, right, 4),
                colour(frame, 4, bottom),
                colour(frame, right, bottom));
    }

    private static String colour(VideoFrame frame, int x, int y) {
        int position = (y * frame.width() + x) * 3;
        boolean red = (frame.rgb()[position] & 0xff) > 80;
        boolean green = (frame.rgb()[position + 1] & 0xff) > 80;
        boolean blue = (frame.rgb()[position + 2] & 0xff) > 80;
        if (red) {
            return green && blue ? "white" : "red";
        }
        return green ? "green" : blue ? "blue" : "black";
    }

    @ParameterizedTest
    @CsvSource({
        "upright.mp4, 80, 48, red green blue white",
        "rotated.mp4, 48, 80, green white red blue",
        "mirrored.mp4, 80, 48, green red white blue",
        "anamorphic.mp4, 160, 48, red green blue white",
        "turned.jpg, 48, 80, blue red white green"
    })
    void picturesAreShownAsAViewerSeesThem(String name, int width, int height, String corners) throws Exception {
        VideoFrame frame = decode(name).frames().get(0);
        assertThat(frame.width()).isEqualTo(width);
        assertThat(frame.height()).isEqualTo(height);
        assertThat(corners(frame)).isEqualTo(corners);
    }

    @ParameterizedTest
    @CsvSource({"tenbit.mkv, 1", "web.webm, 1", "old.avi, 1", "surround.mov, 6"})
    void everyContainerGivesSoundAndPictures(String name, int channels) throws Exception {
        Decoded decoded = decode(name);
        assertThat(decoded.seconds()).startsWith(0, 1, 2); // avi rounds the end to the fourth second
        assertThat(corners(decoded.frames().get(2))).isEqualTo(UPRIGHT);
        assertThat(decoded.waveform().length).isBetween(47_000, 50_500);
        assertThat(decoded.peak(1, 2)).as("one of the channels sounds").isBetween(0.05f / channels, 0.2f / channels);
        assertThat(decoded.report().warnings()).isEmpty();
    }

    @Test
    void interlacedVideoIsAccepted() throws Exception {
        Decoded decoded = decode("interlaced.mkv");
        assertThat(decoded.seconds()).containsExactly(0, 1, 2);
        assertThat(corners(decoded.frames().get(1))).isEqualTo(UPRIGHT);
    }

    @Test
    void aPictureStandsUntilTheNextIsShown() throws Exception {
        // Shown at 0, 0.5, 3.2, 3.4 and 7 seconds.
        assertThat(decode("variable.mkv").seconds()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone.mp3", "tone.ogg", "tone.flac", "cover.m4a"})
    void audioFilesHaveNoPictures(String name) throws Exception {
        Decoded decoded = decode(name);
        assertThat(decoded.frames()).as("a cover is no video").isEmpty();
        assertThat(decoded.waveform().length).isBetween(31_500, 33_500);
        assertThat(decoded.peak(0.5, 1.5)).isBetween(0.1f, 0.15f);
    }

    @Test
    void theDefaultAudioStreamIsHeard() throws Exception {
        assertThat(decode("streams.mkv").peak(0, 1)).isGreaterThan(0.1f);
    }

    @Test
    void aStreamThatStartsLateIsPadded() throws Exception {
        Decoded audio = decode("lateaudio.mkv");
        assertThat(audio.seconds()).containsExactly(0, 1, 2, 3);
        assertThat(audio.peak(0, 1.9)).isLessThan(0.01f);
        assertThat(audio.peak(2.1, 3)).isGreaterThan(0.1f);
        Decoded video = decode("latevideo.mkv");
        assertThat(video.seconds()).as("none before the first").containsExactly(2, 3, 4, 5);
        assertThat(video.peak(0, 1)).isGreaterThan(0.1f);
    }

    @Test
    void onePixelIsAPicture() throws Exception {
        Decoded decoded = decode("pixel.mkv");
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.frames().get(0).rgb()).hasSize(3);
    }

    @Test
    void aPartOfAVideoStartsAtItsOwnSecondZero() throws Exception {
        Decoded decoded = TestingMedia.decode(
                TestingMedia.resource("/media/latevideo.mkv"), "latevideo.mkv", DecodeOptions.of(null, 3.0, 4.5, null));
        assertThat(decoded.seconds()).containsExactly(0, 1);
        assertThat(decoded.waveform()).hasSize(24_000);
    }

    @Test
    void partsOfThePicturesAreThoseOfTheWholeThoughKeyFramesLieElsewhere() throws Exception {
        byte[] content = TestingMedia.resource("/media/long.mkv");
        List<VideoFrame> whole = TestingMedia.decode(content, "long.mkv", DecodeOptions.WHOLE_FILE)
                .frames();
        List<VideoFrame> parts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            DecodeOptions part = DecodeOptions.WHOLE_FILE.picturesOnly(new PicturePart(i, 2));
            TestingMedia.Decoded decoded = TestingMedia.decode(content, "long.mkv", part);
            assertThat(decoded.waveform()).isEmpty();
            parts.addAll(decoded.frames());
        }
        assertThat(parts).hasSize(131).hasSameSizeAs(whole);
        for (int i = 0; i < parts.size(); i++) {
            assertThat(parts.get(i).second()).isEqualTo(i);
            assertThat(parts.get(i).rgb())
                    .as("second %d", i)
                    .isEqualTo(whole.get(i).rgb());
        }
        TestingMedia.Decoded sound = TestingMedia.decode(content, "long.mkv", DecodeOptions.WHOLE_FILE.soundOnly());
        assertThat(sound.frames()).isEmpty();
        assertThat(sound.waveform())
                .isEqualTo(TestingMedia.decode(content, "long.mkv", DecodeOptions.WHOLE_FILE)
                        .waveform());
    }

    /** A picture with a picture in front of it, as cameras write, and what they append. */
    private static byte[] photograph() throws IOException {
        byte[] picture = TestingMedia.resource("/media/turned.jpg");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Arrays.copyOf(picture, 2));
        // Application segment 5: a length of two bytes, and the thumbnail.
        file.writeBytes(
                new byte[] {(byte) 0xff, (byte) 0xe5, (byte) ((picture.length + 2) >> 8), (byte) (picture.length + 2)});
        file.writeBytes(picture);
        file.write(picture, 2, picture.length - 2);
        file.writeBytes("of the camera".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    @Test
    void aPictureThatEndsTooEarlyIsToldTruncated() throws Exception {
        byte[] whole = photograph();
        assertThat(TestingMedia.decode(whole, "a.jpg", DecodeOptions.WHOLE_FILE)
                        .report()
                        .warnings())
                .isEmpty();
        byte[] cut = Arrays.copyOf(whole, whole.length - 60);
        Decoded decoded = TestingMedia.decode(cut, "a.jpg", DecodeOptions.WHOLE_FILE);
        assertThat(decoded.seconds()).containsExactly(0);
        assertThat(decoded.report().warnings()).containsExactly("truncated");
    }

    @Test
    void anAnimatedWebpIsNotSupportedRatherThanDamaged() {
        byte[] file = new byte[200];
        byte[] header = "RIFF....WEBPVP8X".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, file, 0, header.length);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 192).putInt(16, 10);
        file[20] = 0x12;
        System.arraycopy("ANIM".getBytes(StandardCharsets.US_ASCII), 0, file, 30, 4);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> TestingMedia.decode(file, "a.webp", DecodeOptions.WHOLE_FILE))
                .withMessage("clip a.webp: an animated WebP picture, which is not supported")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.UNSUPPORTED_FORMAT))
                .satisfies(e -> assertThat(e.remedy()).isEqualTo("convert it to JPEG, PNG or mp4"));
    }

    @Test
    void aPictureInTilesIsNotSupportedRatherThanATile() throws Exception {
        byte[] file = TestingTiles.avif(2);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> TestingMedia.decode(file, "a.avif", DecodeOptions.WHOLE_FILE))
                .withMessage("clip a.avif: a picture in 2 tiles (a grid of AVIF or HEIF), which is not supported")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.UNSUPPORTED_FORMAT));
    }

    @Test
    void aGridOfOneTileIsThePicture() throws Exception {
        Decoded decoded = TestingMedia.decode(TestingTiles.avif(1), "a.avif", DecodeOptions.WHOLE_FILE);
        assertThat(TestingFilm.greys(decoded.frames())).containsExactly(80);
    }
}
