package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContinuedTimeTest {
    private static final int PICTURES = 0;
    private static final int SOUND = 1;
    private static final long PICTURE_MILLIS = 40;
    private static final long FRAME_MILLIS = 64;

    private final ContinuedTime time = new ContinuedTime(0);

    /** Where a packet lies in milliseconds. */
    private long placed(int stream, long stampMillis) {
        long duration = stream == PICTURES ? PICTURE_MILLIS : FRAME_MILLIS;
        time.take(stream, stampMillis * 1000, duration * 1000);
        return stampMillis + time.offsetMicros() / 1000;
    }

    @Test
    void stepsOfUpToTenSecondsAreGaps() {
        assertThat(placed(PICTURES, 0)).isZero();
        assertThat(placed(PICTURES, 10_040)).isEqualTo(10_040);
        assertThat(time.jumped()).isFalse();
    }

    @Test
    void aLongerStepForwardContinuesTheTimeOfAllStreams() {
        placed(PICTURES, 0);
        placed(SOUND, 0);
        assertThat(placed(PICTURES, 10_041)).isEqualTo(40);
        assertThat(placed(SOUND, 10_065)).isEqualTo(64);
        assertThat(time.jumped()).isTrue();
    }

    @Test
    void aStepBackContinuesTheTimeOfAllStreams() {
        placed(PICTURES, 3000);
        placed(SOUND, 2960);
        assertThat(placed(SOUND, 0)).isEqualTo(3024);
        assertThat(placed(PICTURES, 16)).isEqualTo(3040);
        assertThat(placed(PICTURES, 56)).isEqualTo(3080);
    }

    @Test
    void aTenthOfASecondBackIsNoStep() {
        placed(SOUND, 3000);
        assertThat(placed(SOUND, 2900)).isEqualTo(2900);
        assertThat(time.jumped()).isFalse();
        assertThat(placed(SOUND, 2799)).isEqualTo(2964);
        assertThat(time.jumped()).isTrue();
    }

    @Test
    void aStreamThatBeginsFarFromTheOtherBeginsWhereThatIs() {
        placed(PICTURES, 5000);
        assertThat(placed(SOUND, 600_000)).isEqualTo(5000);
        assertThat(time.jumped()).isTrue();
    }

    @Test
    void severalStepsAddUp() {
        placed(PICTURES, 0);
        assertThat(placed(PICTURES, 600_000)).isEqualTo(40);
        assertThat(placed(PICTURES, 0)).isEqualTo(80);
        assertThat(placed(PICTURES, 40)).isEqualTo(120);
    }
}
