package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StretchTest {
    private static final double[] AGES = {20, 40, 60, 80};
    private static final double[] ONES = {1, 1, 1, 1};

    @Test
    void whatIsDrawnToTheMiddleIsPulledApart() {
        Stretch stretch = Stretch.of(AGES, new double[] {35, 45, 55, 65}, ONES);
        assertThat(stretch.slope()).isCloseTo(0.5, within(1e-6));
        assertThat(stretch.undone(35)).isCloseTo(20, within(1e-4));
        assertThat(stretch.undone(65)).isCloseTo(80, within(1e-4));
    }

    @Test
    void partOfItIsUndoneAboutTheMeanOfTheTruths() {
        Stretch part = Stretch.of(AGES, new double[] {30, 40, 50, 60}, ONES).leaving(0.8);
        assertThat(part.undone(30)).isCloseTo(50 - 0.8 * 30, within(1e-4));
        assertThat(part.undone(45)).isCloseTo(50, within(1e-4));
        assertThat(part.undone(60)).isCloseTo(50 + 0.8 * 30, within(1e-4));
        Stretch nothing = Stretch.of(AGES, new double[] {30, 48, 66, 84}, ONES).leaving(0.8);
        assertThat(nothing.undone(30) - nothing.undone(48)).isCloseTo(-18, within(1e-4));
    }

    @Test
    void aLineIsStretchedAsItsAnswersAre() {
        Stretch stretch = new Stretch(25, 0.5, 50);
        LeastSquares.Line line = new LeastSquares.Line(new double[] {3, -1}, 10);
        float[] x = {7, 4};
        assertThat(stretch.undone(line).at(x)).isCloseTo(stretch.undone(line.at(x)), within(1e-9));
    }

    @Test
    void answersThatSayNothingOfTheTruthAreLeft() {
        assertThat(Stretch.of(AGES, new double[] {50, 51, 50, 51}, ONES)).isEqualTo(Stretch.NONE);
        assertThat(Stretch.of(new double[] {30}, new double[] {40}, new double[] {1}))
                .isEqualTo(Stretch.NONE);
        assertThat(Stretch.of(new double[0], new double[0], new double[0])).isEqualTo(Stretch.NONE);
    }
}
