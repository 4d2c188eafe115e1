package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SoftmaxRegressionTest {
    private static final float[][] CENTRES = {{10, 0, 5}, {0, 100, 5}, {-10, -100, 5}};

    private static float[] around(int type, Random random) {
        float[] point = CENTRES[type].clone();
        point[0] += (float) random.nextGaussian();
        point[1] += (float) (10 * random.nextGaussian());
        return point;
    }

    @Test
    void tellsCloudsApartWhateverTheScaleOfTheirInputsAndOneThatNeverVaries() {
        Random random = new Random(1);
        List<float[]> examples = new ArrayList<>();
        int[] targets = new int[150];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i % 3;
            examples.add(around(targets[i], random));
        }
        SoftmaxRegression.Head head = new SoftmaxRegression(3, 3).fit(examples, targets, ones(targets), 200, 1e-3);
        assertThat(head.weights()).hasSize(9);
        for (int i = 0; i < 60; i++) {
            assertThat(head.classify(around(i % 3, random))).isEqualTo(i % 3);
        }
    }

    private static double[] ones(int[] targets) {
        double[] ones = new double[targets.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void theHeavierOfTwoThatContradictEachOtherWins() {
        List<float[]> examples = List.of(new float[] {1}, new float[] {1}, new float[] {-1}, new float[] {-1});
        SoftmaxRegression.Head head =
                new SoftmaxRegression(1, 2).fit(examples, new int[] {0, 1, 1, 0}, new double[] {9, 1, 9, 1}, 200, 0);
        assertThat(head.classify(new float[] {1})).isZero();
        assertThat(head.classify(new float[] {-1})).isEqualTo(1);
    }

    @Test
    void isTheSameEachTime() {
        List<float[]> examples = List.of(new float[] {1, 2}, new float[] {2, 1}, new float[] {3, 3});
        int[] targets = {0, 1, 0};
        SoftmaxRegression regression = new SoftmaxRegression(2, 2);
        assertThat(regression.fit(examples, targets, ones(targets), 50, 0.1).weights())
                .isEqualTo(regression
                        .fit(examples, targets, ones(targets), 50, 0.1)
                        .weights());
    }
}
