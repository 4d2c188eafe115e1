package oragen.spark.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.label.Labels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LongFilesTest {
    private static final long MEGABYTE = 1_000_000;

    private static Clip clip(String name, long bytes, @Nullable String frames) {
        return new Clip(
                new ClipIdentity("file:/" + name, null, null, null, null),
                name,
                null,
                null,
                null,
                Labels.UNKNOWN,
                Map.of(),
                new ClipFile(bytes, null, null, frames, null));
    }

    private static List<Clip> shortOnes() {
        return new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> clip("short-" + i, MEGABYTE, null))
                .toList());
    }

    @Test
    void onlyAFileThatWouldKeepTheOthersWaitingIsSplit() {
        List<Clip> clips = shortOnes();
        Clip hours = clip("hours", 540 * MEGABYTE, null);
        clips.add(hours);
        LongFiles files = LongFiles.of(clips, 2, 64 * MEGABYTE, Set.of());
        assertThat(files.clips()).containsExactly(hours);
        assertThat(files.partCounts()).containsExactly(5);
        assertThat(LongFiles.of(clips, 16, 64 * MEGABYTE, Set.of()).partCounts())
                .containsExactly(34);
        assertThat(LongFiles.of(clips, 1, 64 * MEGABYTE, Set.of()).clips())
                .as("one core")
                .isEmpty();
        assertThat(LongFiles.of(shortOnes(), 16, 0, Set.of()).clips())
                .as("all alike")
                .isEmpty();
    }

    @Test
    void whatKilledAJvmOrHasItsPicturesApartStaysWhole() {
        Clip killer = clip("killer", 540 * MEGABYTE, null);
        Clip apart = clip("apart", 540 * MEGABYTE, "file:/pictures");
        Set<String> alone = Set.of(killer.identity().key());
        assertThat(LongFiles.of(List.of(killer, apart), 2, 0, alone).clips()).isEmpty();
    }
}
