package oragen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oragen.InputException;
import oragen.exchange.FusionSize;
import oragen.exchange.MaskHead;
import oragen.label.Gender;
import oragen.label.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files and rows of an output folder of extract count. */
final class FeatureFolderIT {
    private static final FusionSize SIZE = new FusionSize(2, 2, List.of(2), MaskHead.ABSENT);

    @TempDir
    private Path output;

    /** A wave with one window of each clip, whose age is the number of the wave. */
    private void wave(String run, int wave, String... clips) throws IOException {
        Path folder =
                Files.createDirectories(output.resolve(String.format("features/run_key=%s/wave=%05d", run, wave)));
        FeatureWriter.Stamp stamp = new FeatureWriter.Stamp("bundle", "abc", SIZE, FeatureColumns.SCHEMA_VERSION);
        try (FeatureWriter writer = new FeatureWriter(folder.resolve("part-0.parquet"), stamp)) {
            for (String clip : clips) {
                Labels labels = new Labels(Gender.FEMALE, (double) wave, null);
                writer.write(new FeatureWriter.Row(clip, null, 0, labels, new float[4], new float[8]));
            }
        }
    }

    private void record(String run, Integer... waves) throws IOException {
        Files.createDirectories(output.resolve("runs"));
        List<String> listed = new ArrayList<>();
        for (int wave : waves) {
            listed.add("{\"number\": " + wave + ", \"predictions\": 1}");
        }
        Files.writeString(
                output.resolve("runs/" + run + ".json"),
                "{\"schemaVersion\": 3, \"runKey\": \"" + run + "\", \"waves\": [" + String.join(",", listed) + "]}");
    }

    private static List<String> read(Path location) {
        FeatureFolder folder = FeatureFolder.find("--features", location.toString());
        List<String> windows = new ArrayList<>();
        try (WindowStream stream = WindowStream.inOrder(folder, null)) {
            stream.next(100)
                    .forEach(window -> windows.add(
                            window.clipId() + " of " + window.labels().age().intValue()));
        }
        FeatureSet set = FeatureSet.read(folder, null, new FeatureSet.Expectation("bundle", "abc", SIZE));
        assertThat(set.windows()).isEqualTo(windows.size());
        assertThat(set.clips()).hasSameSizeAs(windows);
        return windows;
    }

    @Test
    void onlyTheNewestOfTheListedWavesCountsForAClip() throws IOException {
        wave("aa", 0, "a", "b", "c");
        wave("aa", 1, "b");
        wave("aa", 2, "a", "d");
        record("aa", 0, 1);
        assertThat(read(output)).as("wave 2 was never finished").containsExactly("a of 0", "c of 0", "b of 1");
        record("aa", 0, 1, 2);
        assertThat(read(output)).containsExactly("c of 0", "b of 1", "a of 2", "d of 2");
        assertThat(read(output.resolve("features"))).hasSize(4);
        assertThat(read(output.resolve("features/run_key=aa"))).hasSize(4);
    }

    @Test
    void ofSeveralRunsOneMustBeNamed() throws IOException {
        wave("aa", 0, "a");
        record("aa", 0);
        wave("bb", 0, "b");
        assertThat(read(output)).as("bb has no record").containsExactly("a of 0");
        record("bb", 0);
        record("label", 0);
        for (Path several : List.of(output, output.resolve("features"))) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> read(several))
                    .withMessageContaining("--features " + several + ": holds features of 2 runs, aa and bb")
                    .withMessageContaining("name one: ")
                    .withMessageContaining("features/run_key=aa");
        }
        assertThat(read(output.resolve("features/run_key=bb"))).containsExactly("b of 0");
    }

    @Test
    void aFolderWithoutRecordsCountsAsItIs() throws IOException {
        wave("aa", 0, "a");
        wave("bb", 1, "b");
        assertThat(read(output)).containsExactly("a of 0", "b of 1");
        assertThat(read(output.resolve("features/run_key=bb/wave=00001"))).containsExactly("b of 1");
    }

    @Test
    void anOutputFolderThatIsItselfCalledFeaturesIsOne() throws IOException {
        output = output.resolve("features");
        wave("aa", 0, "a");
        wave("aa", 1, "b");
        record("aa", 0);
        assertThat(read(output)).containsExactly("a of 0");
    }

    @Test
    void recordsThatListNoFeaturesAreToldWithTheRemedy() throws IOException {
        wave("aa", 0, "a");
        record("aa");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(output))
                .withMessageContaining("holds no features that a run record in")
                .withMessageContaining("let extract come to its end");
        Files.writeString(output.resolve("runs/aa.json"), "{\"waves\": [");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(output))
                .withMessageContaining("aa.json: is no run record");
    }
}
