package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that take long say how far they are, in a log and on a terminal. */
final class ProgressIT {
    private static final int CLIPS = 6;

    @TempDir
    private Path folder;

    private Path corpus;

    @BeforeEach
    void plant() throws IOException {
        corpus = Files.createDirectories(folder.resolve("clips"));
        for (int clip = 0; clip < CLIPS; clip++) {
            TestingCorpus.copy("silent.mp4", corpus.resolve("f_" + clip + ".mp4"));
        }
    }

    private static String told(Object... arguments) {
        StringWriter errors = new StringWriter();
        assertThat(TestingCommand.exitCode(errors, arguments)).as("%s", errors).isZero();
        return errors.toString();
    }

    /** Without the lines of steps that take more than ten seconds. */
    private static Stream<String> steps(String told) {
        return told.lines().filter(line -> line.startsWith("step ") && !line.endsWith(" s"));
    }

    @Test
    void eachStepOrTenSecondsOfClipsAreALine() throws IOException {
        Path manifest = folder.resolve("clips.parquet");
        String index = told(
                "corpus",
                "index",
                "--format",
                "folder",
                "--root",
                corpus,
                "--output",
                manifest,
                "--pattern",
                "f_(?<age>\\d)");
        assertThat(steps(index))
                .containsExactly(
                        "step 1 of 4, files", "step 2 of 4, labels", "step 3 of 4, manifest", "step 4 of 4, problems");
        Path bundle = TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact"));
        Path features = folder.resolve("features");
        assertThat(told("extract", "--input", manifest, "--output", features, "--bundle", bundle))
                .containsPattern("(?m)^6 of 6 clips, [0-9.]+ clips/s, 0 s remaining$");
        Path labels = folder.resolve("labels");
        told("label", "--input", manifest, "--output", labels, "--bundle", bundle);
        String evaluated = told("evaluate", "--predictions", labels, "--output", folder.resolve("evaluation"));
        assertThat(steps(evaluated))
                .startsWith("step 1 of 6, metrics")
                .endsWith("step 6 of 6, report")
                .hasSize(6);
    }

    @Test
    void onATerminalLogsStandAboveTheProgress() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = TestingProcess.onTerminal(
                log,
                List.of(
                        "label",
                        "--input",
                        corpus.toString(),
                        "--output",
                        folder.resolve("labels").toString(),
                        "--wave-clips",
                        "2"));
        assertThat(process.waitFor()).as("%s", TestingProcess.told(log)).isZero();

        String written = TestingProcess.told(log);
        assertThat(written).as("lines that were rewritten").contains("2 of 6 clips", "4 of 6 clips");
        List<String> screen = ConsoleLineTest.screen(written.replace("\r\n", "\n"));
        assertThat(screen.stream().filter(line -> line.contains(" clips/s")))
                .as("%s", written)
                .hasSize(1)
                .first()
                .asString()
                .matches("6 of 6 clips, [0-9.]+ clips/s, 0 s remaining");
        assertThat(screen.stream().filter(line -> line.contains("committed")))
                .hasSize(3)
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d INFO .*"));
    }
}
