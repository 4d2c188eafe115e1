package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PicturePartTest {
    @Test
    void partsMeetAtFullMinutesAndTheLastIsOpen() {
        double declared = 400;
        int end = 0;
        for (int i = 0; i < 3; i++) {
            PicturePart part = new PicturePart(i, 3);
            assertThat(part.firstSecond(declared)).isEqualTo(end);
            assertThat(part.firstSecond(declared) % 60).isZero();
            end = (int) Math.min(1_000_000, part.endSecond(declared));
        }
        assertThat(end).isEqualTo(1_000_000);
    }

    @Test
    void whereNothingIsDeclaredTheLastPartHoldsAll() {
        assertThat(new PicturePart(0, 2).endSecond(-1)).isZero();
        assertThat(new PicturePart(1, 2).firstSecond(-1)).isZero();
        assertThat(new PicturePart(1, 2).endSecond(-1)).isInfinite();
    }
}
