package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LeastSquaresTest {
    private static LeastSquares sums(int from, int to) {
        LeastSquares sums = new LeastSquares(3);
        for (int i = from; i < to; i++) {
            Random random = new Random(i);
            float[] x = {(float) random.nextGaussian(), (float) random.nextGaussian(), (float) random.nextGaussian()};
            sums.add(x, 2 * x[0] - 3 * x[1] + 5, 1);
        }
        return sums;
    }

    @Test
    void findsALineThatTheExamplesLieOn() {
        LeastSquares.Line line = sums(0, 50).solve(0);
        assertThat(line.weights()).containsExactly(new double[] {2, -3, 0}, within(1e-6));
        assertThat(line.bias()).isCloseTo(5, within(1e-6));
        assertThat(line.at(new float[] {1, 1, 9})).isCloseTo(4, within(1e-5));
    }

    @Test
    void sumsOfPartsAreThoseOfTheWhole() {
        LeastSquares parts = sums(0, 20);
        parts.addAll(sums(20, 50));
        assertThat(parts.solve(0.1).weights())
                .containsExactly(sums(0, 50).solve(0.1).weights(), within(1e-9));
    }

    @Test
    void aPenaltyShrinksTheWeightsAndNotTheConstant() {
        LeastSquares.Line line = sums(0, 50).solve(1000);
        assertThat(line.weights()).containsExactly(new double[] {0, 0, 0}, within(0.02));
        assertThat(line.bias()).isBetween(3.0, 7.0);
    }

    @Test
    void theWeightOfAnExampleStandsForSoManyOfIt() {
        LeastSquares once = new LeastSquares(1);
        once.add(new float[] {1}, 1, 3);
        once.add(new float[] {2}, 5, 1);
        once.add(new float[] {3}, 2, 1);
        LeastSquares often = new LeastSquares(1);
        for (int i = 0; i < 3; i++) {
            often.add(new float[] {1}, 1, 1);
        }
        often.add(new float[] {2}, 5, 1);
        often.add(new float[] {3}, 2, 1);
        assertThat(once.solve(0.1).weights()).containsExactly(often.solve(0.1).weights(), within(1e-12));
    }
}
