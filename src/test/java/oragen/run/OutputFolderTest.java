package oragen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be changed in an output folder, and what ended runs have left there. */
final class OutputFolderTest {
    @TempDir
    private Path folder;

    private OutputFolder lock() {
        return OutputFolder.lock(folder.toString(), new Configuration());
    }

    private void plant(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, file);
    }

    private static RunRecord record(String runKey, int... waves) {
        List<RunRecord.Wave> listed = IntStream.of(waves)
                .mapToObj(number -> new RunRecord.Wave(number, 1, 0, 0, 1, 1, RunRecord.Pictures.NONE, Map.of()))
                .toList();
        return new RunRecord(3, "0", runKey, "bundle", "checksum", Map.of(), listed, Map.of());
    }

    @Test
    void aWaveIsNeverPublishedIntoAnother() throws IOException {
        plant("_staging/a/predictions/part-1.parquet");
        plant("predictions/run_key=a/wave=00003/part-0.parquet");
        try (OutputFolder output = lock()) {
            RunStore store = new RunStore(output, "a");
            assertThatThrownBy(() -> store.publish("predictions", 3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("wave=00003 already exists");
            assertThat(folder.resolve("predictions/run_key=a/wave=00003/predictions"))
                    .doesNotExist();
            store.deleteWave(3);
            store.publish("predictions", 3);
            assertThat(folder.resolve("predictions/run_key=a/wave=00003/part-1.parquet"))
                    .exists();
        }
    }

    @Test
    void whoHasLostTheLockChangesNothing() throws IOException {
        plant("_staging/a/predictions/part-1.parquet");
        try (OutputFolder output = lock()) {
            RunStore store = new RunStore(output, "a");
            store.write(record("a", 0));
            Files.writeString(
                    folder.resolve("_lock.json"),
                    "{\"host\":\"elsewhere\",\"process\":1,\"startedMillis\":1,\"seenMillis\":1}");
            for (Runnable change : List.<Runnable>of(
                    () -> store.publish("predictions", 1),
                    () -> store.write(record("a", 0, 1)),
                    store::deleteRun,
                    store::deleteStaging,
                    () -> store.deleteLeftovers(1))) {
                assertThatThrownBy(change::run)
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("was taken over by process 1 on elsewhere");
            }
            assertThat(store.record().orElseThrow().waves()).hasSize(1);
            assertThat(folder.resolve("predictions")).doesNotExist();
            assertThat(folder.resolve("_staging/a/predictions")).exists();
        }
        assertThat(folder.resolve("_lock.json")).content().contains("elsewhere");
    }

    @Test
    void wavesThatNoRecordListsAreDeleted() throws IOException {
        plant("predictions/run_key=a/wave=00000/part-0.parquet");
        plant("predictions/run_key=a/wave=00001/part-0.parquet");
        plant("windows/run_key=a/wave=00001/part-0.parquet");
        plant("features/run_key=b/wave=00000/part-0.parquet");
        plant("rejects/part-0.parquet");
        try (OutputFolder output = lock()) {
            new RunStore(output, "a").write(record("a", 0));
            new RunStore(output, "a").deleteUnlisted();
            assertThat(folder.resolve("predictions/run_key=a/wave=00000/part-0.parquet"))
                    .exists();
            assertThat(folder.resolve("predictions/run_key=a/wave=00001")).doesNotExist();
            assertThat(folder.resolve("windows/run_key=a/wave=00001")).doesNotExist();
            assertThat(folder.resolve("features/run_key=b")).exists();
            output.waves().deleteUnlisted(output.records().all());
            assertThat(folder.resolve("features/run_key=b")).doesNotExist();
            output.waves().deleteStrays();
            assertThat(folder.resolve("rejects/part-0.parquet")).doesNotExist();
            assertThat(folder.resolve("predictions/run_key=a/wave=00000/part-0.parquet"))
                    .exists();
        }
    }

    @Test
    void ofAWaveThatWasPublishedIntoAnotherTheNewerCounts() throws IOException {
        plant("predictions/run_key=a/wave=00003/part-0.parquet");
        plant("predictions/run_key=a/wave=00003/predictions/part-1.parquet");
        try (OutputFolder output = lock()) {
            RunStore store = new RunStore(output, "a");
            store.write(record("a", 3));
            store.deleteUnlisted();
        }
        assertThat(folder.resolve("predictions/run_key=a/wave=00003/part-0.parquet"))
                .doesNotExist();
        assertThat(folder.resolve("predictions/run_key=a/wave=00003/predictions/part-1.parquet"))
                .exists();
    }

    @Test
    void aRecordWhoseReplacementWasEndedHalfwayCountsAsItIs() throws IOException {
        try (OutputFolder output = lock()) {
            new RunStore(output, "a").write(record("a", 0, 1));
        }
        Path runs = folder.resolve("runs");
        Files.move(runs.resolve("a.json"), runs.resolve(".a.json.part"));
        Files.writeString(runs.resolve(".b.json.part"), "{\"schemaVersion\":");
        try (OutputFolder output = lock()) {
            assertThat(output.records().all()).extracting(RunRecord::runKey).containsExactly("a");
            assertThat(new RunStore(output, "a").record().orElseThrow().waves()).hasSize(2);
            assertThat(new RunStore(output, "b").record()).isEmpty();
            new RunStore(output, "a").write(record("a", 0, 1, 2));
        }
        assertThat(runs.resolve(".a.json.part")).doesNotExist();
        assertThat(runs.resolve("a.json")).exists();
    }

    @Test
    void whatLiesBesideTheRecordsCanBeDeleted() throws IOException {
        try (OutputFolder output = lock()) {
            new RunStore(output, "a").write(record("a", 0));
            plant("runs/.b.json.part");
            plant("runs/notes/ann.txt");
            output.records().deleteStrays();
            assertThat(folder.resolve("runs")).isDirectoryNotContaining("glob:**{part,notes}");
            assertThat(output.records().all()).extracting(RunRecord::runKey).containsExactly("a");
        }
    }
}
