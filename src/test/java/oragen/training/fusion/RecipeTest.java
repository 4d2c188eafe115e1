package oragen.training.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import oragen.label.Task;
import oragen.network.Deviation;
import oragen.training.torch.Dropouts;
import oragen.training.torch.Schedule;
import org.junit.jupiter.api.Test;

final class RecipeTest {
    private static final Set<Task> FUSION = Set.of(Task.GENDER, Task.AGE);

    @Test
    void thePresetsHaveTheAuthorsNumbers() {
        Recipe released = Preset.RELEASED.recipe(FUSION);
        assertThat(released.batches().windows()).isEqualTo(16);
        assertThat(released.epochs()).isEqualTo(5);
        assertThat(released.patience()).isEqualTo(2);
        assertThat(released.optimizer().learningRate()).isEqualTo(1e-5);
        assertThat(released.optimizer().weightDecay()).isEqualTo(0.01);
        assertThat(released.optimizer().clipNorm()).isEqualTo(1);
        assertThat(released.optimizer().schedule()).isEqualTo(Schedule.NONE);
        assertThat(released.loss().classes()).isEqualTo(ClassWeighting.BALANCED);
        assertThat(released.loss().ageEpsilon()).isEqualTo(1e-8);
        assertThat(released.dropouts()).isEqualTo(new Dropouts(0.2, 0.3, 0.25, 0.25));
        assertThat(released.deviation()).isEqualTo(Deviation.POPULATION);
        Recipe repository = Preset.REPOSITORY.recipe(FUSION);
        assertThat(repository.batches().windows()).isEqualTo(128);
        assertThat(repository.optimizer().clipNorm()).isZero();
        assertThat(repository.optimizer().schedule()).isEqualTo(Schedule.COSINE);
        assertThat(repository.optimizer().cycles()).isEqualTo(new Schedule.Cycles(10, 2));
        assertThat(repository.loss().classes()).isEqualTo(ClassWeighting.FREQUENCY);
        assertThat(repository.dropouts()).isEqualTo(released.dropouts());
        assertThat(repository.deviation()).isEqualTo(Deviation.SAMPLE);
        assertThat(repository.patience()).isZero();
        assertThat(released.batches().last()).isEqualTo(LastBatch.DROP);
        assertThat(repository.batches().last()).isEqualTo(LastBatch.DROP);
    }

    @Test
    void theFirstRepositoryTrainsMasksLonger() {
        assertThat(Preset.REPOSITORY.recipe(FUSION).epochs()).isEqualTo(10);
        assertThat(Preset.REPOSITORY.recipe(Set.of(Task.MASK)).epochs()).isEqualTo(100);
        assertThat(Preset.RELEASED.recipe(Set.of(Task.MASK)).epochs()).isEqualTo(5);
    }

    @Test
    void theLastBatchIsLeftOutWhereItIsSmallerAndNotTheOnlyOne() {
        Recipe.Batches dropped = new Recipe.Batches(16, LastBatch.DROP, 512);
        assertThat(dropped.of(48)).isEqualTo(3);
        assertThat(dropped.of(50)).isEqualTo(3);
        assertThat(dropped.of(5)).isEqualTo(1);
        assertThat(dropped.serves(2, 3)).isFalse();
        assertThat(dropped.serves(5, 0)).isTrue();
        Recipe.Batches kept = new Recipe.Batches(16, LastBatch.KEEP, 512);
        assertThat(kept.of(50)).isEqualTo(4);
        assertThat(kept.serves(2, 3)).isTrue();
    }

    @Test
    void classesAreWeighedAsInEachCodeBase() {
        long[] counts = {30, 10, 0};
        assertThat(ClassWeighting.BALANCED.weights(counts)).containsExactly(40f / 60, 2, 0);
        assertThat(ClassWeighting.FREQUENCY.weights(counts)).containsExactly(0.75f, 0.25f, 0);
        assertThat(ClassWeighting.NONE.weights(counts)).containsExactly(1, 1, 0);
    }

    @Test
    void theRateFallsOverACycleAndStartsAgain() {
        Schedule.Cycles cycles = new Schedule.Cycles(2, 1);
        assertThat(Schedule.COSINE.factor(1, 0, 4, cycles)).isEqualTo(1);
        assertThat(Schedule.COSINE.factor(1, 1, 4, cycles)).isCloseTo(0.5, within(1e-12));
        assertThat(Schedule.COSINE.factor(2, 1, 4, cycles)).isEqualTo(1);
        assertThat(Schedule.NONE.factor(7, 3, 4, cycles)).isEqualTo(1);
    }
}
