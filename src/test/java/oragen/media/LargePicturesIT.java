package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import oragen.media.MediaException.Reason;
import oragen.media.TestingMedia.Decoded;
import org.junit.jupiter.api.Test;

/** Pictures up to what a camera takes are read, and made smaller; others are refused before they take memory. */
final class LargePicturesIT {
    private static Decoded decode(byte[] file) throws MediaException {
        return TestingMedia.decode(file, "a", DecodeOptions.WHOLE_FILE);
    }

    private static void isRefused(byte[] file, String found) {
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> decode(file))
                .withMessage("clip a: contains a picture of " + found + " that are supported")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
                .satisfies(e -> assertThat(e.remedy())
                        .isEqualTo("make the picture smaller, or store it with 8 bits for a colour"));
    }

    @Test
    void moreThanAnyCameraTakesIsNotSupported() throws Exception {
        isRefused(TestingPicture.greyPng(20_000, 12_000), "20000x12000, 240.0 megapixels, more than the 220");
        isRefused(TestingPicture.jpeg(20_000, 12_000), "20000x12000, 240.0 megapixels, more than the 220");
    }

    @Test
    void whatLibavItselfRefusesHasTheSameReason() throws Exception {
        isRefused(TestingPicture.greyPng(30_000, 20_000), "30000x20000, 600.0 megapixels, more than the 220");
        isRefused(TestingPicture.jpeg(30_000, 20_000), "30000x20000, 600.0 megapixels, more than the 220");
    }

    @Test
    void aPictureOfManyBitsIsRefusedForItsMemory() throws Exception {
        isRefused(
                TestingPicture.deepPng(18_250, 12_000),
                "18250x12000 of 48 bits, which takes 1314 MB, more than the 660");
    }

    @Test
    void aJpegOfAPhoneIsMadeSmaller() throws Exception {
        VideoFrame frame = decode(TestingPicture.jpeg(18_001, 12_001)).frames().get(0);
        assertThat(frame.width()).isEqualTo(6000);
        assertThat(frame.height()).isEqualTo(4000);
        assertThat(frame.scale()).isCloseTo(6000 / 18_001.0, within(1e-4));
        assertThat(frame.rgb()[frame.rgb().length / 2] & 0xff).isCloseTo(128, within(1));
    }
}
