package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimelineTest {
    private static final double NOT_DECLARED = 0;

    /** Places a frame of sound, whose stream goes on where it has ended. */
    private static double placeSound(Timeline timeline, double second, double ended) {
        return timeline.place(second, ended, ended);
    }

    @Test
    void aGapThatTheContainerDeclaresStays() {
        Timeline timeline = new Timeline(72_002, 0);
        assertThat(placeSound(timeline, 72_001, 1)).isEqualTo(72_001);
        assertThat(timeline.jumped()).isFalse();
    }

    @Test
    void aGapOfUpToAMinuteStaysWhateverIsDeclared() {
        Timeline timeline = new Timeline(NOT_DECLARED, 0);
        assertThat(placeSound(timeline, 61, 1)).isEqualTo(61);
        assertThat(timeline.placeFirst(60)).as("a late start").isEqualTo(60);
        assertThat(timeline.jumped()).isFalse();
    }

    @Test
    void aLongerStepIsClosedUpForBothStreams() {
        Timeline timeline = new Timeline(10, 0);
        assertThat(placeSound(timeline, 1001, 1)).as("from where its stream is").isEqualTo(1);
        assertThat(timeline.place(1001.5, 0.96, 1)).as("the other stream").isEqualTo(1.5);
        assertThat(placeSound(timeline, 1003, 1.5)).as("a gap after it").isEqualTo(3);
        assertThat(timeline.jumped()).isTrue();
    }

    @Test
    void aStreamWhoseFirstTimeStampIsDamagedBeginsWhereTheOtherIs() {
        Timeline timeline = new Timeline(10, 0);
        timeline.reach(2);
        assertThat(timeline.placeFirst(1e7)).isEqualTo(2);
        assertThat(timeline.jumped()).isTrue();
    }

    @Test
    void afterOneDamagedTimeStampTheTimeIsThatOfTheFileAgain() {
        Timeline timeline = new Timeline(10, 0);
        assertThat(placeSound(timeline, 1e7, 1)).isEqualTo(1);
        assertThat(placeSound(timeline, 1.25, 1.1)).isEqualTo(1.25);
        assertThat(placeSound(timeline, -1e7, 2)).isEqualTo(2);
        assertThat(placeSound(timeline, 2.25, 2.1)).isEqualTo(2.25);
    }

    @Test
    void timeThatStartsAnewGoesOn() {
        Timeline timeline = new Timeline(500, 0);
        assertThat(placeSound(timeline, 0, 100)).isEqualTo(100);
        assertThat(placeSound(timeline, 30, 129.5)).isEqualTo(130);
    }

    @Test
    void timeThatStartsAnewAfterSecondsGoesOnInBothStreams() {
        Timeline timeline = new Timeline(3, 0);
        assertThat(timeline.place(0, 2.96, 3)).as("a picture").isEqualTo(3);
        assertThat(placeSound(timeline, 2.9, 2.9)).as("sound before the joint").isEqualTo(2.9);
        assertThat(placeSound(timeline, 0, 3.02)).as("sound behind it").isEqualTo(3);
        assertThat(timeline.place(0.04, 3, 3.04)).isEqualTo(3.04);
        assertThat(timeline.jumped()).isTrue();
    }

    @Test
    void streamsOfDifferentLengthsAreInStepBehindAJoint() {
        Timeline timeline = new Timeline(NOT_DECLARED, 0);
        assertThat(placeSound(timeline, 0, 3)).isEqualTo(3);
        assertThat(timeline.place(0, 4.96, 5)).as("pictures that lasted longer").isEqualTo(5);
        assertThat(placeSound(timeline, 0.1, 3.1))
                .as("then sound waits for them")
                .isEqualTo(5.1);
    }

    @Test
    void anOverlapOfPartsOfASecondIsNoJump() {
        Timeline timeline = new Timeline(NOT_DECLARED, 0);
        assertThat(placeSound(timeline, 4.2, 5)).isEqualTo(4.2);
        assertThat(timeline.jumped()).isFalse();
    }

    @Test
    void aDamagedHeaderExplainsNoGap() {
        Timeline timeline = new Timeline(1e12, 0);
        assertThat(placeSound(timeline, 1e9, 1)).isEqualTo(1);
        assertThat(timeline.jumped()).isTrue();
    }

    @Test
    void whatLiesBeforeTheRangeThatIsMeantIsNoJump() {
        Timeline timeline = new Timeline(500, 0);
        assertThat(timeline.placeFirst(-300)).isEqualTo(-300);
        assertThat(placeSound(timeline, -299.5, -299.6)).isEqualTo(-299.5);
        assertThat(timeline.jumped()).isFalse();
    }
}
