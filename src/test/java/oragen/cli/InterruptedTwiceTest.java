package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import oragen.spark.session.Interruption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to end more than once, with a command that takes three seconds to give up. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class InterruptedTwiceTest {
    @TempDir
    private Path folder;

    static final class Slow {
        private Slow() {}

        public static void main(String[] arguments) throws InterruptedException {
            int code;
            try (Interruption interruption =
                    Interruption.watch(() -> System.out.println("begins"), () -> System.out.println("in order"))) {
                System.out.println("watches");
                Thread.sleep(3_000);
                code = interruption.exitCode(0);
            }
            System.exit(code);
        }
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Process start() throws IOException, InterruptedException {
        Process process = TestingProcess.start(
                System.getProperty("java.class.path"), log(), Map.of(), List.of(Slow.class.getName()));
        await("watches");
        return process;
    }

    private void await(String told) throws IOException, InterruptedException {
        while (!TestingProcess.told(log()).contains(told)) {
            Thread.sleep(20);
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Two signals that mean one order. */
    @Test
    void oneOrderThatComesTwiceIsFollowedInOrder() throws IOException, InterruptedException {
        Process process = start();
        signal(process, "TERM");
        signal(process, "HUP");
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(Files.readString(log())).contains("in order");
    }

    @Test
    void secondOrderIsFollowedAtOnce() throws IOException, InterruptedException {
        Process process = start();
        signal(process, "INT");
        await("begins");
        Thread.sleep(1_200);
        signal(process, "INT");
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(Files.readString(log())).doesNotContain("in order");
    }
}
