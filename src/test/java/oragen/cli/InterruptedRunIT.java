package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command that is told to end: by the user at the console, by a scheduler. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class InterruptedRunIT {
    private static final int CLIPS = 60;

    @TempDir
    private Path folder;

    private List<String> command(int waveClips) throws IOException {
        Path bundle = folder.resolve("bundle");
        Path corpus = folder.resolve("corpus");
        if (!Files.exists(bundle)) {
            TestingBundle.write(bundle, Path.of("models", "compact"));
            Files.createDirectories(corpus);
            for (int clip = 0; clip < CLIPS; clip++) {
                TestingCorpus.copy("silent.mp4", corpus.resolve(clip + ".mp4"));
            }
        }
        return List.of(
                "label",
                "--input",
                corpus.toString(),
                "--output",
                folder.resolve("labels").toString(),
                "--bundle",
                bundle.toString(),
                "--wave-clips",
                Integer.toString(waveClips));
    }

    /** Starts the command, sends a signal once a wave is committed, and returns what it said after that. */
    private List<String> interrupt(String signal, int exitCode) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = TestingProcess.oragen(log, command(3));
        while (process.isAlive() && !TestingProcess.told(log).contains("committed")) {
            Thread.sleep(20);
        }
        int before = TestingProcess.told(log).length();
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor()).as(TestingProcess.told(log)).isEqualTo(exitCode);
        return TestingProcess.told(log).substring(before).lines().toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void oneLineIsToldNothingIsLeftOverAndTheSameCommandContinues() throws Exception {
        for (Map.Entry<String, Integer> signal : List.of(Map.entry("INT", 130), Map.entry("TERM", 143))) {
            List<String> told = interrupt(signal.getKey(), signal.getValue());
            assertThat(told.get(told.size() - 1))
                    .isEqualTo("interrupted: waves that were committed are kept;"
                            + " run the same command again to continue");
            assertThat(told)
                    .as("no stack trace and no warning")
                    .noneMatch(line -> line.startsWith("\tat ") || line.contains("ERROR") || line.contains("WARN"));
            assertThat(names(folder.resolve("labels")))
                    .contains("runs", "predictions")
                    .doesNotContain("_staging", "_lock.json");
        }
        StringWriter errors = new StringWriter();
        List<String> command = command(CLIPS);
        assertThat(Main.run(new PrintWriter(errors, true), command.toArray(String[]::new)))
                .as("%s", errors)
                .isZero();
        assertThat(errors.toString()).doesNotContain(" 0 already done");
        Map<String, Row> rows = TestingCorpus.rows(folder.resolve("labels/predictions"));
        assertThat(rows).hasSize(CLIPS);
    }
}
