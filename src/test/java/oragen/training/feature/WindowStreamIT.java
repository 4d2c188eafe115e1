package oragen.training.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.run.FeatureTable;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which training sees the windows of files that lie by corpus, mask type and clip. */
final class WindowStreamIT {
    private static final FusionSize SIZE = new FusionSize(2, 2, List.of(2), MaskHead.ABSENT);
    private static final int BATCH = 16;
    private static final int FILES = 4;
    private static final int WINDOWS_PER_CLIP = 3;

    /** Far fewer than there are. */
    private static final int BUFFER = 128;

    private static final int CLIPS_PER_FILE = 96;

    @TempDir
    private Path folder;

    private Path voxceleb;
    private Path brave;

    /** Files of a corpus without masks, and of another in which a type of mask follows the other. */
    @BeforeEach
    void write() throws IOException {
        voxceleb = Files.createDirectories(folder.resolve("voxceleb2"));
        for (int file = 0; file < FILES; file++) {
            write(voxceleb, "voxceleb2", file, List.of(MaskType.NO_MASK));
        }
        brave = Files.createDirectories(folder.resolve("brave-masks"));
        for (int file = 0; file < FILES; file++) {
            write(brave, "brave-masks", file, List.of(MaskType.values()));
        }
    }

    private static void write(Path folder, String corpus, int file, List<MaskType> masks) throws IOException {
        FeatureWriter.Stamp stamp = new FeatureWriter.Stamp("bundle", "abc", SIZE, FeatureTable.SCHEMA_VERSION);
        try (FeatureWriter writer = new FeatureWriter(folder.resolve("part-" + file + ".parquet"), stamp)) {
            for (int clip = 0; clip < CLIPS_PER_FILE; clip++) {
                MaskType mask = masks.get(clip * masks.size() / CLIPS_PER_FILE);
                for (int window = 0; window < WINDOWS_PER_CLIP; window++) {
                    writer.write(new FeatureWriter.Row(
                            corpus + "-" + file + "-" + clip,
                            corpus,
                            clip % 2 == 0 ? "train" : "dev",
                            window,
                            new Labels(Gender.FEMALE, (double) window, mask),
                            new float[4],
                            new float[8]));
                }
            }
        }
    }

    private static FeatureSet set(Set<String> subsets, Path... folders) {
        List<String> locations = Stream.of(folders).map(Path::toString).toList();
        return FeatureSet.read(
                FeatureFolders.find("--features", locations),
                subsets,
                new FeatureSet.Expectation("bundle", "abc", SIZE));
    }

    private static List<List<FeatureWindow>> batches(WindowStream stream) {
        List<List<FeatureWindow>> batches = new ArrayList<>();
        try (stream) {
            for (List<FeatureWindow> batch = stream.next(BATCH); !batch.isEmpty(); batch = stream.next(BATCH)) {
                batches.add(batch);
            }
        }
        return batches;
    }

    /** Clip and window, which is its age. */
    private static List<String> names(List<List<FeatureWindow>> batches) {
        return batches.stream()
                .flatMap(List::stream)
                .map(window -> window.clipId() + " " + window.labels().age())
                .toList();
    }

    private static double mixed(List<List<FeatureWindow>> batches, Function<FeatureWindow, @Nullable Object> kind) {
        long mixed = batches.stream()
                .filter(batch -> batch.stream().map(kind).distinct().count() > 1)
                .count();
        return (double) mixed / batches.size();
    }

    @Test
    void whatLiesByCorpusIsMixedAndEachWindowIsSeenOnce() {
        FeatureSet set = set(Set.of(), voxceleb, brave);
        List<List<FeatureWindow>> batches = batches(WindowStream.shuffled(set, BUFFER, 1));
        assertThat(mixed(batches, FeatureWindow::corpus)).isGreaterThan(0.95);
        assertThat(mixed(batches, window -> window.labels().maskType())).isGreaterThan(0.95);
        assertThat(mixed(batches(WindowStream.inOrder(set)), FeatureWindow::corpus))
                .as("as they lie")
                .isLessThan(0.02);
        assertThat(names(batches)).doesNotHaveDuplicates().hasSize(2 * FILES * CLIPS_PER_FILE * WINDOWS_PER_CLIP);
        assertThat(set.windows()).isEqualTo(names(batches).size());
    }

    @Test
    void theSeedDecidesTheOrderAndTheListingDoesNot() {
        List<String> order = names(batches(WindowStream.shuffled(set(Set.of(), voxceleb, brave), BUFFER, 1)));
        assertThat(names(batches(WindowStream.shuffled(set(Set.of(), brave, voxceleb), BUFFER, 1))))
                .isEqualTo(order);
        assertThat(names(batches(WindowStream.shuffled(set(Set.of(), voxceleb, brave), BUFFER, 2))))
                .isNotEqualTo(order)
                .containsExactlyInAnyOrderElementsOf(order);
    }

    @Test
    void fewRowGroupsAreHeldAtATime() {
        FeatureSet set = set(Set.of(), voxceleb, brave);
        assertThat(set.groups()).hasSize(2 * FILES * CLIPS_PER_FILE * WINDOWS_PER_CLIP / FeatureTable.ROW_GROUP);
        try (WindowStream stream = WindowStream.shuffled(set, BUFFER, 1)) {
            stream.next(BATCH);
            assertThat(stream.open()).isEqualTo(WindowStream.MOST_OPEN);
            stream.close();
            assertThat(stream.open()).isZero();
        }
        assertThat(open(set, WindowStream.OPEN_BYTES / 8))
                .as("of the published size")
                .isEqualTo(8);
        assertThat(open(set, 4 * WindowStream.OPEN_BYTES))
                .as("of another program")
                .isEqualTo(2);
    }

    /** Row groups that are held if each takes so many bytes. */
    private static int open(FeatureSet set, long bytes) {
        List<RowGroup> large = set.groups().stream()
                .map(group -> new RowGroup(group.part(), group.number(), bytes))
                .toList();
        FeatureSet same = new FeatureSet(set.folders(), set.subsets(), large, set.clips(), set.counts());
        try (WindowStream stream = WindowStream.shuffled(same, BUFFER, 1)) {
            stream.next(BATCH);
            return stream.open();
        }
    }

    @Test
    void severalSubsetsAreOne() {
        Set<String> dev = new HashSet<>(names(batches(WindowStream.inOrder(set(Set.of("dev"), brave)))));
        Set<String> train = new HashSet<>(names(batches(WindowStream.inOrder(set(Set.of("train"), brave)))));
        assertThat(dev).hasSize(FILES * CLIPS_PER_FILE * WINDOWS_PER_CLIP / 2).doesNotContainAnyElementsOf(train);
        dev.addAll(train);
        assertThat(names(batches(WindowStream.inOrder(set(Set.of("train", "dev"), brave)))))
                .containsExactlyInAnyOrderElementsOf(dev);
        Assertions.assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> set(Set.of("dev", "test"), brave))
                .withMessageContaining(
                        "contains no window of the subset test; windows by subset are {dev=576, train=576}");
    }

    @Test
    void aFolderThatIsNamedTwiceIsAnError() {
        Assertions.assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> set(Set.of(), brave, folder))
                .withMessageContaining("contains files of another --features; name every folder once");
    }
}
