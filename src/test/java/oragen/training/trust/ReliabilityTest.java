package oragen.training.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import oragen.label.Gender;
import org.junit.jupiter.api.Test;

final class ReliabilityTest {
    /** Odds that are right about themselves, times a boast: of N(±d/2, d) the true log-odds are the value itself. */
    private static List<GenderOdds> witnesses(double separation, double boast, long seed) {
        Random random = new Random(seed);
        List<GenderOdds> odds = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            Gender gender = i / 2 % 2 == 0 ? Gender.FEMALE : Gender.MALE;
            double mean = (gender == Gender.MALE ? 1 : -1) * separation / 2;
            odds.add(new GenderOdds(gender, boast * (mean + Math.sqrt(separation) * random.nextGaussian())));
        }
        return odds;
    }

    @Test
    void aBoastIsTakenBackAndBothTogetherAreBetterThanEach() {
        List<GenderOdds> faces = witnesses(4, 3, 1);
        List<GenderOdds> voices = witnesses(2, 0.5, 2);
        Reliability reliability = Reliability.fit(faces, voices, 8000, 7);
        // 1/3 and 2, of which the larger becomes 1.
        assertThat(reliability.face()).isCloseTo(1 / 6.0, within(0.02));
        assertThat(reliability.voice()).isEqualTo(1);
        Reliability.Judgement judged = reliability.judge(faces, voices, 20_000, 3);
        assertThat(judged.face()).isCloseTo(0.841, within(0.02));
        assertThat(judged.voice()).isCloseTo(0.760, within(0.02));
        assertThat(judged.fused()).isGreaterThan(judged.face() + 0.02);
    }
}
