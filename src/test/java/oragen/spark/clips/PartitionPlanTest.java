package oragen.spark.clips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.label.Labels;
import org.junit.jupiter.api.Test;

final class PartitionPlanTest {
    private static Clip clip(int number, long bytes) {
        ClipIdentity identity = new ClipIdentity("file:/c" + number + ".mp4", null, null, null, null);
        ClipFile file = new ClipFile(bytes, null, null, null, null);
        return new Clip(identity, "c" + number, null, null, null, Labels.UNKNOWN, Map.of(), file);
    }

    private static List<Long> bytes(PartitionPlan plan) {
        return plan.partitions().stream()
                .map(clips ->
                        clips.stream().mapToLong(clip -> clip.file().bytes()).sum())
                .toList();
    }

    @Test
    void oneLargeFileGetsAPartitionOfItsOwn() {
        List<Clip> clips = IntStream.range(0, 11)
                .mapToObj(i -> clip(i, i == 7 ? 10_000_000 : 1_000_000))
                .toList();
        assertThat(bytes(PartitionPlan.of(clips, 2, Set.of()))).containsExactlyInAnyOrder(10_000_000L, 10_000_000L);
    }

    @Test
    void everyClipIsInOnePartition() {
        List<Clip> clips =
                IntStream.range(0, 100).mapToObj(i -> clip(i, i * 1000L)).toList();
        PartitionPlan plan = PartitionPlan.of(clips, 7, Set.of());
        assertThat(plan.partitions()).hasSize(7);
        assertThat(plan.partitions().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(clips);
    }

    @Test
    void thereAreNoMorePartitionsThanClipsAndAtLeastOne() {
        assertThat(PartitionPlan.of(List.of(clip(0, 1), clip(1, 0)), 8, Set.of())
                        .partitions())
                .hasSize(2);
        assertThat(PartitionPlan.of(List.of(), 8, Set.of()).partitions()).hasSize(1);
    }

    @Test
    void tinyFilesCountByNumber() {
        List<Clip> clips = IntStream.range(0, 8).mapToObj(i -> clip(i, 0)).toList();
        assertThat(PartitionPlan.of(clips, 4, Set.of()).partitions()).allMatch(partition -> partition.size() == 2);
    }
}
