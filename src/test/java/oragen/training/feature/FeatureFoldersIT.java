package oragen.training.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oragen.InputException;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.run.FeatureTable;
import oragen.run.RejectReason;
import oragen.spark.table.RunOutput;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files and rows of an output folder of extract count. */
final class FeatureFoldersIT {
    private static final FusionSize SIZE = new FusionSize(2, 2, List.of(2), MaskHead.ABSENT);

    @TempDir
    private Path output;

    /** A wave with one window of each clip, whose age is the number of the wave. */
    private void wave(String run, int wave, String... clips) throws IOException {
        Path folder =
                Files.createDirectories(output.resolve(String.format("features/run_key=%s/wave=%05d", run, wave)));
        FeatureWriter.Stamp stamp = new FeatureWriter.Stamp("bundle", "abc", SIZE, FeatureTable.SCHEMA_VERSION);
        try (FeatureWriter writer = new FeatureWriter(folder.resolve("part-0.parquet"), stamp)) {
            for (String clip : clips) {
                Labels labels = new Labels(Gender.FEMALE, (double) wave, null);
                writer.write(new FeatureWriter.Row(clip, null, null, 0, labels, new float[4], new float[8]));
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
        FeatureFolders folder = FeatureFolders.find("--features", List.of(location.toString()));
        FeatureSet set = FeatureSet.read(folder, Set.of(), new FeatureSet.Expectation("bundle", "abc", SIZE));
        List<String> windows = new ArrayList<>();
        try (WindowStream stream = WindowStream.inOrder(set)) {
            stream.next(100)
                    .forEach(window -> windows.add(
                            window.clipId() + " of " + window.labels().age().intValue()));
        }
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

    private void reject(SparkSession spark, int wave, String clip, RejectReason reason) {
        StructType schema = new StructType()
                .add(FeatureTable.CLIP_ID, DataTypes.StringType)
                .add(FeatureTable.PATH, DataTypes.StringType)
                .add(FeatureTable.CHANNEL, DataTypes.StringType)
                .add(FeatureTable.START, DataTypes.DoubleType)
                .add(FeatureTable.END, DataTypes.DoubleType)
                .add(FeatureTable.FACE_BOX, DataTypes.StringType)
                .add("reason", DataTypes.StringType);
        Row row = RowFactory.create(clip, clip + ".mp4", null, null, null, null, reason.label());
        spark.createDataFrame(List.of(row), schema)
                .coalesce(1)
                .write()
                .mode(SaveMode.Append)
                .parquet(output.resolve(String.format("rejects/run_key=aa/wave=%05d", wave))
                        .toString());
    }

    @Test
    void jobsAndTrainingCountTheSameRows() throws IOException {
        wave("aa", 0, "a", "b", "c");
        wave("aa", 1, "b");
        record("aa", 0, 1);
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "1")
                .getOrCreate()) {
            reject(spark, 1, "c", RejectReason.CORRUPT);
            reject(spark, 1, "a", RejectReason.DUPLICATE);
            List<String> counted = new RunOutput(spark, output.toString())
                    .current("features").orElseThrow().select("clip_id", "wave").collectAsList().stream()
                            .map(row -> row.getAs("clip_id") + " of " + row.getAs("wave"))
                            .toList();
            assertThat(counted).containsExactlyInAnyOrder("a of 0", "b of 1");
            assertThat(read(output)).containsExactlyInAnyOrderElementsOf(counted);
        }
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
                    .withMessageContaining("--features " + several + ": contains features of 2 runs, aa and bb")
                    .withMessageContaining("choose one: ")
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
                .withMessageContaining("contains no features listed by a run record in")
                .withMessageContaining("let extract finish");
        Files.writeString(output.resolve("runs/aa.json"), "{\"waves\": [");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(output))
                .withMessageContaining("aa.json: is not a run record, or is damaged");
    }
}
