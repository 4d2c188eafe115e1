package oragen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import oragen.run.InFlightJournal;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContainerFactsTest {
    @TempDir
    private Path folder;

    /** The twin of a speculative attempt is alive, and what it has in hand ended no JVM. */
    @Test
    void whatOneOtherAttemptHasInHandIsOpened() {
        Configuration configuration = new Configuration();
        InFlightJournal twin = new InFlightJournal(folder.toString(), "scan-partition0-1", configuration);
        twin.begin("a.mp4");
        assertThat(ContainerFacts.suspects(1, folder.toString(), "scan-partition0-", configuration))
                .isEmpty();
        assertThat(ContainerFacts.suspects(2, folder.toString(), "scan-partition0-", configuration))
                .containsExactly("a.mp4");
    }
}
