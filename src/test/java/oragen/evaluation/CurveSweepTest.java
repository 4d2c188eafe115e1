package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import oragen.evaluation.ClipValues.ClipClass;
import oragen.evaluation.CurveSweep.Curve;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the figures are right is told by {@link MetricParityTest}. */
final class CurveSweepTest {
    private static final int SPEAKERS = 30;
    private static final int CLIPS = 500;

    /** @param steps between equal values: few make ties, many leave most clips alone, and 1 makes one tie of all */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300, 1_000_000})
    void manyWeightingsAtOnceAreEachAsAloneAndAsPairsOfClipsSay(int steps) {
        SplittableRandom random = new SplittableRandom(steps);
        ClipValues clips = new ClipValues();
        for (int clip = 0; clip < CLIPS; clip++) {
            int speaker = clip % SPEAKERS;
            double value = Math.floor((random.nextDouble() + speaker % 2 * 0.3) * steps) / steps;
            clips.add(speaker, true, speaker % 2 == 1, value);
        }
        double[][] weightings = new double[70][SPEAKERS];
        for (double[] weights : weightings) {
            for (int i = 0; i < SPEAKERS; i++) {
                weights[random.nextInt(SPEAKERS)]++;
            }
        }
        Curve[] together = curves(clips, weightings);
        for (int i = 0; i < weightings.length; i++) {
            assertThat(curves(clips, new double[][] {weightings[i]})[0]).isEqualTo(together[i]);
        }
        assertThat(together[3].area()).isCloseTo(area(clips, weightings[3]), within(1e-12));
    }

    private static Curve[] curves(ClipValues clips, double[][] weightings) {
        Weightings all = Weightings.of(weightings);
        return new CurveSweep(
                        clips.ranking(),
                        all,
                        all.totals(clips.counts(ClipClass.POSITIVE)),
                        all.totals(clips.counts(ClipClass.NEGATIVE)))
                .curves();
    }

    /** Pair by pair. */
    private static double area(ClipValues clips, double[] weights) {
        double won = 0;
        double pairs = 0;
        for (int one = 0; one < CLIPS; one++) {
            for (int other = 0; other < CLIPS; other++) {
                if (clips.isPositive(one) && !clips.isPositive(other)) {
                    double weight = weights[clips.unit(one)] * weights[clips.unit(other)];
                    int order = Double.compare(clips.value(one), clips.value(other));
                    won += weight * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
                    pairs += weight;
                }
            }
        }
        return won / pairs;
    }
}
