package oragen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import oragen.evaluation.Estimate;
import org.junit.jupiter.api.Test;

final class AgeAgreementTest {
    private static RunFigures figures(double bias, double rootMeanSquare, long clips) {
        return new RunFigures(List.of(figure("bias_years", bias, clips), figure("rmse_years", rootMeanSquare, clips)));
    }

    private static Figure figure(String metric, double value, long clips) {
        return new Figure(
                false, null, null, "overall", "all", "age", metric, new Estimate(value, null, null, null, clips, 2));
    }

    @Test
    void limitsAreThoseOfTheErrors() {
        // Of the errors 1, 3, 5 and 7 the mean is 4, the mean square 21 and the variance 20 / 3.
        AgeAgreement agreement = AgeAgreement.of(figures(4, Math.sqrt(21), 4)).orElseThrow();
        assertThat(agreement.deviation()).isCloseTo(Math.sqrt(20.0 / 3), within(1e-12));
        assertThat(agreement.low()).isCloseTo(4 - 1.96 * Math.sqrt(20.0 / 3), within(1e-12));
        assertThat(agreement.sentence()).contains("4.00 years", "-1.06 to 9.06 years");
    }

    @Test
    void ofOneClipThereAreNoLimits() {
        assertThat(AgeAgreement.of(figures(4, 4, 1))).isEmpty();
        assertThat(AgeAgreement.of(new RunFigures(List.of()))).isEmpty();
    }

    @Test
    void errorsThatAreAllEqualHaveLimitsWithoutWidth() {
        AgeAgreement agreement = AgeAgreement.of(figures(-0.001, 0.001, 3)).orElseThrow();
        assertThat(agreement.high()).isEqualTo(-0.001);
        assertThat(agreement.sentence()).contains("0.00 to 0.00 years").doesNotContain("-0.0");
    }
}
