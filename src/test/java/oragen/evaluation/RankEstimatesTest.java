package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RankEstimatesTest {
    private final RankEstimates estimates = new RankEstimates(200, 1);

    private static ClipValues errors(double... years) {
        ClipValues values = new ClipValues();
        for (int i = 0; i < years.length; i++) {
            values.add(i, true, false, years[i]);
        }
        return values;
    }

    private Estimate median(double... years) {
        return estimates.ofErrors(errors(years)).get(Metric.MEDIAN_ABSOLUTE_ERROR_YEARS);
    }

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(median(1, 9, 3).value()).isEqualTo(3);
        assertThat(median(1, 9, 3, 5).value()).isEqualTo(4);
        assertThat(median(500).value()).isEqualTo(500);
        assertThat(median(500).note()).isEqualTo("one_speaker");
        assertThat(estimates.ofErrors(errors())).isEmpty();
    }

    @Test
    void scoresCloserThanAnyBinKeepTheirOrder() {
        ClipValues scores = new ClipValues();
        for (int i = 0; i < 40; i++) {
            scores.add(i, true, i % 2 == 0, 0.5 + i * 1e-9 + (i % 2 == 0 ? 1e-6 : 0));
        }
        Map<Metric, Estimate> found = estimates.ofScores(scores);
        assertThat(found.get(Metric.ROC_AUC).value()).isEqualTo(1);
        assertThat(found.get(Metric.EER).value()).isZero();
        // All are right, yet 40 speakers do not prove it.
        assertThat(found.get(Metric.ROC_AUC).interval().low()).isBetween(0.85, 0.95);
        assertThat(found.get(Metric.EER).interval().high()).isBetween(0.1, 0.2);
    }

    @Test
    void tiesCountHalf() {
        ClipValues scores = new ClipValues();
        for (int i = 0; i < 8; i++) {
            scores.add(i, true, i % 2 == 0, 0.5);
        }
        assertThat(estimates.ofScores(scores).get(Metric.ROC_AUC).value()).isEqualTo(0.5);
        assertThat(estimates.ofScores(scores).get(Metric.EER).value()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aProbabilityOnTheEdgeOfABinLiesInTheUpperOne() {
        ClipValues scores = new ClipValues();
        double edge = 0.5 + 1.0 / 30 + 1e-16;
        scores.add(1, true, true, edge);
        scores.add(2, true, false, 0.5 + 1.0 / 30 - 1e-9);
        // One is right and one wrong, in two bins: |edge − 1| and |edge − 0|, a half each.
        assertThat(estimates.ofScores(scores).get(Metric.ECE).value())
                .isCloseTo((1 - edge) / 2 + edge / 2, within(1e-8));
    }

    @Test
    void ofOneClassTheAreaIsUndefinedAndSaysWhy() {
        ClipValues scores = new ClipValues();
        scores.add(1, true, true, 0.9);
        scores.add(2, true, true, 0.7);
        Map<Metric, Estimate> found = estimates.ofScores(scores);
        assertThat(found.get(Metric.ROC_AUC).value()).isNull();
        assertThat(found.get(Metric.ROC_AUC).note()).isEqualTo("one_class");
        assertThat(found.get(Metric.ECE).value()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void drawsWithoutAClassAreRefusedAndTold() {
        ClipValues mixed = new ClipValues();
        SplittableRandom random = new SplittableRandom(2);
        for (int speaker = 0; speaker < 12; speaker++) {
            for (int clip = 0; clip < 4; clip++) {
                // Three speakers have clips of both classes, so that classes cannot be drawn apart.
                boolean positive = speaker < 3 && clip == 0;
                mixed.add(speaker, true, positive, random.nextDouble());
            }
        }
        Estimate area = estimates.ofScores(mixed).get(Metric.ROC_AUC);
        assertThat(area.note()).isEqualTo("resamples_refused");
        assertThat(area.interval()).isNotNull();
    }

    @Test
    void aClassThatManyDrawsLackLeavesNoInterval() {
        ClipValues mixed = new ClipValues();
        for (int speaker = 0; speaker < 12; speaker++) {
            mixed.add(speaker, true, false, 0.3);
            mixed.add(speaker, true, speaker < 2, 0.4);
        }
        assertThat(estimates.ofScores(mixed).get(Metric.ROC_AUC).note()).isEqualTo("undefined_in_resamples");
    }

    @Test
    void theSameSeedGivesTheSameIntervals() {
        ClipValues values = errors(1, 2, 3, 5, 8, 13, 21, 34);
        Interval interval = new RankEstimates(200, 9)
                .ofErrors(values)
                .get(Metric.MEDIAN_ABSOLUTE_ERROR_YEARS)
                .interval();
        assertThat(new RankEstimates(200, 9)
                        .ofErrors(values)
                        .get(Metric.MEDIAN_ABSOLUTE_ERROR_YEARS)
                        .interval())
                .isEqualTo(interval);
        assertThat(new RankEstimates(200, 8)
                        .ofErrors(values)
                        .get(Metric.MEDIAN_ABSOLUTE_ERROR_YEARS)
                        .interval())
                .isNotEqualTo(interval);
    }
}
