package oragen.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConfusionMatrixTest {
    private final ConfusionMatrix matrix = ConfusionMatrix.empty(3);

    @Test
    void recallIsAveragedOverTheClassesThatOccur() {
        matrix.add(0, 0, 3);
        matrix.add(0, 2, 1);
        matrix.add(1, 1, 1);
        assertThat(matrix.unweightedAverageRecall()).hasValue((0.75 + 1) / 2);
        assertThat(matrix.recall(2)).isEmpty();
    }

    @Test
    void nothingCountedHasNoRecall() {
        assertThat(matrix.unweightedAverageRecall()).isEmpty();
    }
}
