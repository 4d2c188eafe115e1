package oragen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InFlightJournalTest {
    @TempDir
    private Path folder;

    private Set<String> suspectsAfter(Throwable error) {
        Configuration configuration = new Configuration();
        try (InFlightJournal journal = new InFlightJournal(folder.toString(), "task-1", configuration)) {
            journal.begin("a.mp4");
            journal.begin("b.mp4");
            journal.taskFailed(error);
        }
        return InFlightJournal.suspects(folder.toString(), "task-", configuration);
    }

    @Test
    void anErrorOfTheJvmLeavesSuspects() {
        assertThat(suspectsAfter(new IllegalStateException("decoding failed", new OutOfMemoryError("heap"))))
                .containsExactly("a.mp4", "b.mp4");
    }

    @Test
    void anyOtherFailureLeavesNone() {
        assertThat(suspectsAfter(new IllegalStateException("the disk is full"))).isEmpty();
    }

    /** Members of archives may be called anything. */
    @Test
    void lineEndsInNamesDivideNoName() {
        Configuration configuration = new Configuration();
        InFlightJournal journal = new InFlightJournal(folder.toString(), "task-1", configuration);
        journal.begin("s.tar!/a\nb.mp4");
        journal.begin("c.mp4");
        assertThat(InFlightJournal.suspects(folder.toString(), "task-", configuration))
                .containsExactly("c.mp4", "s.tar!/a\nb.mp4");
    }
}
