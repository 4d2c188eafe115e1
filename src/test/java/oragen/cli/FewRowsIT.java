package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oragen.InputException;
import oragen.spark.clips.ChangeCheck;
import oragen.spark.clips.ClipSelection;
import oragen.spark.clips.PendingClips;
import oragen.spark.session.FewRows;
import oragen.spark.table.RunTables;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings for tables of a few rows, and that many rows do not get them. */
final class FewRowsIT {
    private static final String GENERATED = "spark.sql.codegen.wholeStage";

    private final SparkSession spark = SparkSessions.open("few rows");

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws IOException {
        spark.close();
    }

    /** Two runs of a program may share a session. */
    @Test
    void stretchesThatOverlapLeaveTheSettingsThatWereThere() {
        spark.conf().set("spark.sql.shuffle.partitions", "3");
        scala.collection.immutable.Map<String, String> before = spark.conf().getAll();

        FewRows first = FewRows.begin(spark);
        FewRows second = FewRows.begin(spark);
        first.close();
        first.close();
        assertThat(spark.conf().get(GENERATED)).as("the second is open").isEqualTo("false");
        second.close();

        assertThat(spark.conf().getAll()).isEqualTo(before);
    }

    /** A few kilobytes, as Parquet stores a value that repeats once. */
    @Test
    void smallFileOfManyRowsIsNotCollected() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips"));
        TestingCorpus.copy("voice.wav", clips.resolve("voice.wav"));
        long rows = FewRows.MOST_ROWS + 10;
        spark.range(rows)
                .selectExpr("'voice.wav' AS path")
                .coalesce(1)
                .write()
                .parquet(clips.resolve("list.parquet").toString());
        String list = clips.resolve("list.parquet").toString();
        assertThat(FewRows.are(spark.read().parquet(list))).isTrue();
        ClipSelection selection = new ClipSelection(List.of(list), null, null, 1_000, ChangeCheck.MODIFICATION_TIME);

        try (PendingClips pending = PendingClips.of(spark, selection, RunTables.nothing(spark))) {
            assertThat(pending.totals().clips()).isOne();
            assertThat(pending.totals().duplicates()).isEqualTo(rows - 1);
            assertThat(spark.conf().get(GENERATED)).isEqualTo("true");
        }
        assertThat(spark.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
    }

    @Test
    void whatWasKeptForAListThatFailsIsGivenFree() throws IOException {
        spark.range(FewRows.MOST_ROWS + 10)
                .selectExpr("'no such clip.wav' AS path", "'old' AS age")
                .coalesce(1)
                .write()
                .parquet(folder.resolve("list.parquet").toString());
        ClipSelection selection = new ClipSelection(
                List.of(folder.resolve("list.parquet").toString()), null, null, 1_000, ChangeCheck.MODIFICATION_TIME);

        assertThatThrownBy(() -> PendingClips.of(spark, selection, RunTables.nothing(spark)))
                .isInstanceOf(InputException.class);
        assertThat(spark.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
    }
}
