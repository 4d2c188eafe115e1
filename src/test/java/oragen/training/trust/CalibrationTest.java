package oragen.training.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import oragen.label.Gender;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    /** Voices whose odds are right as often as they say, divided by a number. */
    private static List<List<GenderOdds>> voices(double modesty) {
        Random random = new Random(4);
        List<List<GenderOdds>> voices = new ArrayList<>();
        for (int voice = 0; voice < 20; voice++) {
            List<GenderOdds> windows = new ArrayList<>();
            for (int window = 0; window < 100; window++) {
                double odds = 3 * random.nextGaussian();
                boolean male = random.nextDouble() < 1 / (1 + Math.exp(-odds));
                windows.add(new GenderOdds(male ? Gender.MALE : Gender.FEMALE, odds / modesty));
            }
            voices.add(windows);
        }
        return voices;
    }

    @Test
    void oddsThatAreTooModestAreMultiplied() {
        assertThat(Calibration.fit(voices(4)).factor()).isCloseTo(4, within(0.4));
        assertThat(Calibration.fit(voices(1)).factor()).isCloseTo(1, within(0.1));
        assertThat(Calibration.fit(voices(0.5)).factor()).isCloseTo(0.5, within(0.05));
    }

    @Test
    void calibratedVoicesAreAsSureAsTheyAreRight() {
        List<List<GenderOdds>> voices = voices(4);
        Calibration.Judgement before = Calibration.judge(voices, new Calibration(1));
        Calibration.Judgement after = Calibration.judgeInTurn(voices);
        assertThat(before.windows()).isEqualTo(2000);
        assertThat(after.accuracy()).isCloseTo(before.accuracy(), within(1e-9));
        assertThat(before.error()).isGreaterThan(0.1);
        assertThat(after.error()).isLessThan(0.03);
        assertThat(after.confidence()).isCloseTo(after.accuracy(), within(0.03));
    }

    @Test
    void theErrorIsThatOfEachBinByItsSize() {
        List<List<GenderOdds>> voices = List.of(List.of(
                new GenderOdds(Gender.MALE, Math.log(0.8 / 0.2)),
                new GenderOdds(Gender.FEMALE, Math.log(0.8 / 0.2)),
                new GenderOdds(Gender.FEMALE, -Math.log(0.95 / 0.05)),
                new GenderOdds(Gender.FEMALE, -Math.log(0.95 / 0.05))));
        Calibration.Judgement judged = Calibration.judge(voices, new Calibration(1));
        assertThat(judged.accuracy()).isEqualTo(0.75);
        assertThat(judged.confidence()).isCloseTo(0.875, within(1e-9));
        assertThat(judged.error()).isCloseTo((Math.abs(1 - 1.6) + Math.abs(2 - 1.9)) / 4, within(1e-9));
    }
}
