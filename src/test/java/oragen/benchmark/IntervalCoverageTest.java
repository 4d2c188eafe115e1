package oragen.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import oragen.benchmark.IntervalCoverage.Corpus;
import oragen.benchmark.IntervalCoverage.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The larger one is {@code benchmark intervals}. 200 trials tell 95 % to about 3 in either direction. */
final class IntervalCoverageTest {
    private static final List<String> RATIOS = List.of("accuracy", "uar", "recall_female", "cs5", "roc_auc", "eer");
    private static final List<String> YEARS =
            List.of("mae_years", "rmse_years", "bias_years", "median_absolute_error_years");

    @ParameterizedTest
    @CsvSource({"6, 0.98, 0.5", "12, 0.98, 0.1", "12, 0.98, 0.5", "30, 0.81, 0.5", "100, 0.98, 0.5", "100, 0.81, 0.1"})
    void intervalsHoldTheTruthAboutAsOftenAsTheySay(int speakers, double accuracy, double correlation) {
        Map<String, Coverage> found =
                new IntervalCoverage(200, 100, 7).of(new Corpus(speakers, accuracy, correlation, 10));
        for (String metric : RATIOS) {
            assertThat(found.get(metric).covered()).as(metric).isGreaterThanOrEqualTo(0.89);
        }
        for (String metric : YEARS) {
            assertThat(found.get(metric).covered()).as(metric).isBetween(0.89, 0.995);
        }
    }

    @Test
    void moreSpeakersMakeIntervalsNarrower() {
        IntervalCoverage coverage = new IntervalCoverage(50, 100, 3);
        Map<String, Coverage> few = coverage.of(new Corpus(12, 0.9, 0.3, 10));
        Map<String, Coverage> many = coverage.of(new Corpus(120, 0.9, 0.3, 10));
        assertThat(many.keySet()).isEqualTo(few.keySet()).contains("roc_auc", "eer", "rmse_years");
        many.forEach((metric, each) ->
                assertThat(each.width()).as(metric).isLessThan(few.get(metric).width() / 2));
    }
}
