package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import oragen.media.VideoFrame;
import org.junit.jupiter.api.Test;

final class DegradationTest {
    private static final int SIDE = 90;

    private static VideoFrame stripes() {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % 2 == 0 ? 60 : 190);
        }
        return new VideoFrame(3, SIDE, SIDE, rgb);
    }

    private static double contrast(VideoFrame frame) {
        long sum = 0;
        for (int i = 3; i < frame.rgb().length; i++) {
            sum += Math.abs((frame.rgb()[i] & 0xff) - (frame.rgb()[i - 3] & 0xff));
        }
        return (double) sum / frame.rgb().length;
    }

    @Test
    void thePictureKeepsItsSizeAndSecondAndIsNotWrittenTo() {
        VideoFrame picture = stripes();
        VideoFrame seen = new Degradation(new Random(1)).of(picture, 60);
        assertThat(seen.width()).isEqualTo(SIDE);
        assertThat(seen.height()).isEqualTo(SIDE);
        assertThat(seen.second()).isEqualTo(3);
        assertThat(picture.rgb()).isEqualTo(stripes().rgb());
        assertThat(seen.rgb()).isNotEqualTo(picture.rgb());
    }

    @Test
    void equalSeedsGiveEqualPictures() {
        assertThat(new Degradation(new Random(5)).of(stripes(), 60).rgb())
                .isEqualTo(new Degradation(new Random(5)).of(stripes(), 60).rgb());
    }

    @Test
    void someLoseTheirFineStripesAndSomeDoNot() {
        int blurred = 0;
        int sharp = 0;
        Degradation degradation = new Degradation(new Random(1));
        for (int picture = 0; picture < 60; picture++) {
            double contrast = contrast(degradation.of(stripes(), 60));
            blurred += contrast < 0.3 * contrast(stripes()) ? 1 : 0;
            sharp += contrast > 0.6 * contrast(stripes()) ? 1 : 0;
        }
        assertThat(blurred).isGreaterThan(5);
        assertThat(sharp).isGreaterThan(5);
    }
}
