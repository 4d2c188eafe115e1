package oragen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as they are written and read again. */
final class RunRecordsTest {
    @TempDir
    private Path folder;

    /** As manifests may give them; JSON's readers refuse names of more than 50,000 characters unless told. */
    @Test
    void anIdOfAnyLengthIsReadAgain() throws IOException {
        RunRecord.Wave wave =
                new RunRecord.Wave(0, 1, 0, 0, 1, 1, RunRecord.Pictures.NONE, Map.of("a".repeat(60_000), 2.5));
        RunRecord record =
                new RunRecord(RunRecord.SCHEMA_VERSION, "1", "key", "b", "c", Map.of(), List.of(wave), Map.of());
        RunRecords records = RunRecords.of(new org.apache.hadoop.fs.Path(folder.toString()), new Configuration(false));

        records.write(record);

        assertThat(records.all()).containsExactly(record);
        assertThat(RunRecords.areIn(
                        new org.apache.hadoop.fs.Path(folder.toString()),
                        new org.apache.hadoop.fs.Path(folder.toString()).getFileSystem(new Configuration(false))))
                .isTrue();
    }
}
