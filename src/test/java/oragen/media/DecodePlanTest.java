package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import oragen.media.DecodePlan.Step;
import oragen.media.PictureKind.Role;
import org.junit.jupiter.api.Test;

/** Ten pictures a second unless it is said. D is decode, R restart, - pass over, and . skip. */
final class DecodePlanTest {
    private final StringBuilder steps = new StringBuilder();

    private DecodePlan plan = new DecodePlan(0, Double.POSITIVE_INFINITY);

    private void add(double second, Role role) {
        add(second, PictureKind.shown(role));
    }

    private void add(double second, PictureKind kind) {
        plan.add(new StoredPicture(second, kind));
        take();
    }

    private void take() {
        for (Step step = plan.next(); step != null; step = plan.next()) {
            steps.append(
                    switch (step) {
                        case DECODE -> 'D';
                        case RESTART -> 'R';
                        case PASS_OVER -> '-';
                        case SKIP -> '.';
                    });
        }
    }

    private String end() {
        plan.end();
        take();
        return steps.toString();
    }

    /** Groups of a start and references. */
    private void addGroups(int groups, int pictures) {
        for (int i = 0; i < groups * pictures; i++) {
            add(i / 10.0, i % pictures == 0 ? Role.START : Role.REFERENCE);
        }
    }

    @Test
    void fromTheLastWantedPictureToTheNextStartNothingIsDecoded() {
        addGroups(2, 15);
        assertThat(end()).isEqualTo("DDDDDDDDDDD----" + "RDDDDDDDDDDDDDD");
    }

    @Test
    void groupsWithoutWantedPicturesAreLeftOut() {
        addGroups(7, 3);
        assertThat(end()).isEqualTo("D--" + "---" + "---" + "RD-" + "---" + "---" + "RDD");
    }

    @Test
    void picturesThatNoneIsMadeFromAreLeftOut() {
        add(0, Role.START);
        for (int i = 2; i <= 22; i += 2) {
            add(i / 10.0, Role.REFERENCE);
            add((i - 1) / 10.0, Role.DISPOSABLE);
        }
        assertThat(end()).isEqualTo("D" + "D-".repeat(11));
    }

    @Test
    void aStartThatWantedPicturesLeadIsNoWayIn() {
        addGroups(1, 8);
        add(1.1, Role.START);
        add(0.8, Role.REFERENCE);
        add(0.9, Role.DISPOSABLE);
        add(1.0, Role.DISPOSABLE);
        add(1.2, Role.REFERENCE);
        assertThat(end()).isEqualTo("DDDDDDDD" + "DD-DD");
    }

    @Test
    void unwantedPicturesThatLeadAStartGoWithTheGroupBefore() {
        addGroups(1, 8);
        add(1.0, Role.START);
        add(0.8, Role.REFERENCE);
        add(0.9, Role.DISPOSABLE);
        add(1.1, Role.REFERENCE);
        assertThat(end()).isEqualTo("D-------" + "R--D");
    }

    @Test
    void picturesThatLeadTheFirstStartAreDecodedWithItsGroup() {
        add(0.3, Role.START);
        add(0.1, Role.REFERENCE);
        add(0.2, Role.DISPOSABLE);
        for (int i = 4; i < 8; i++) {
            add(i / 10.0, Role.DISPOSABLE);
        }
        add(0.8, Role.START);
        add(0.9, Role.DISPOSABLE);
        add(1.0, Role.DISPOSABLE);
        assertThat(end()).isEqualTo("DDDDDDD" + "D-D");
    }

    @Test
    void allIsDecodedBeforeTheFirstStart() {
        for (int i = 0; i < 6; i++) {
            add(i / 10.0, Role.DISPOSABLE);
        }
        add(0.6, Role.START);
        add(0.7, Role.REFERENCE);
        add(0.8, Role.START);
        assertThat(end()).isEqualTo("DDDDDD" + "--" + "R");
    }

    @Test
    void picturesAroundAGapAreDecoded() {
        add(0, Role.START);
        add(0.1, Role.DISPOSABLE);
        add(0.2, Role.DISPOSABLE);
        add(0.75, Role.DISPOSABLE);
        add(0.8, Role.DISPOSABLE);
        add(0.9, Role.DISPOSABLE);
        assertThat(end()).isEqualTo("D-DD-D");
    }

    @Test
    void timeStampsThatAreLateEndThePlanning() {
        addGroups(2, 15);
        add(0.05, Role.START);
        for (int i = 0; i < 20; i++) {
            add(1 + i / 10.0, Role.DISPOSABLE);
        }
        assertThat(end()).endsWith("D".repeat(21)).doesNotContain("R");
    }

    @Test
    void doubleTimeStampsEndThePlanning() {
        add(0, Role.START);
        add(0.1, Role.DISPOSABLE);
        add(0.1, Role.DISPOSABLE);
        add(0.2, Role.DISPOSABLE);
        assertThat(end()).isEqualTo("DDDD");
    }

    @Test
    void farStepsEndThePlanning() {
        add(0, Role.START);
        add(0.1, Role.DISPOSABLE);
        add(0.2, Role.DISPOSABLE);
        add(11, Role.DISPOSABLE);
        add(11.1, Role.DISPOSABLE);
        add(11.2, Role.DISPOSABLE);
        assertThat(end()).isEqualTo("DDDDDD");
    }

    @Test
    void aFilmThatBeginsFarAfterItsTimeIsDecodedWhole() {
        add(12, Role.START);
        add(12.1, Role.DISPOSABLE);
        add(12.2, Role.DISPOSABLE);
        assertThat(end()).isEqualTo("DDD");
    }

    @Test
    void uncertainPacketsEndThePlanning() {
        addGroups(1, 5);
        plan.addUncertain();
        add(0.6, Role.DISPOSABLE);
        assertThat(end()).isEqualTo("D".repeat(7));
    }

    @Test
    void whatLaterPacketsAreReadByIsDecoded() {
        addGroups(1, 4);
        add(0.4, PictureKind.shown(Role.DISPOSABLE, true));
        add(0.5, Role.REFERENCE);
        add(0.6, PictureKind.shown(Role.START, false));
        add(0.7, Role.REFERENCE);
        add(0.8, PictureKind.shown(Role.START, true));
        assertThat(end()).isEqualTo("DDDDD-" + "--" + "R");
    }

    @Test
    void whatIsNotShownIsDecodedForOthersOnly() {
        add(0, Role.START);
        add(0.1, PictureKind.shown(Role.REFERENCE).hidden());
        add(0.2, Role.REFERENCE);
        for (int i = 3; i < 11; i++) {
            add(i / 10.0, Role.DISPOSABLE);
        }
        add(1.05, PictureKind.shown(Role.REFERENCE).hidden());
        add(1.1, Role.START);
        assertThat(end()).isEqualTo("DDD" + "-------D" + ".R");
    }

    @Test
    void onlyThePicturesOfThePartAreWanted() {
        plan = new DecodePlan(2, 3);
        addGroups(5, 10);
        assertThat(end()).isEqualTo("D---------" + "----------" + "R---------" + "----------" + "RDDDDDDDDD");
    }
}
