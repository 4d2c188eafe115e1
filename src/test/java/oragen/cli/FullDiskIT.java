package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import oragen.model.TestingBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where nothing more can be written, that is said, and what is written stays. */
final class FullDiskIT {
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private Path bundle;

    @BeforeEach
    void plant() throws IOException {
        bundle = TestingBundle.write(folder.resolve("bundle"), Path.of("models", "compact"));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        TestingCorpus.copy("steady.mp4", corpus.resolve("a.mp4"));
        TestingCorpus.copy("silent.mp4", corpus.resolve("b.mp4"));
    }

    private int run(String command, String output, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--input",
                folder.resolve("corpus").toString(),
                "--output",
                output,
                "--bundle",
                bundle.toString(),
                "--wave-clips",
                "1"));
        Stream.of(options).forEach(arguments::add);
        errors.getBuffer().setLength(0);
        return Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"extract, features", "label, predictions"})
    @EnabledOnOs(OS.LINUX)
    void rowsThatDoNotFitOnTheDiskLoseNothing(String command, String table) throws IOException {
        Path output = folder.resolve("output");
        assertThat(run(command, output.toString(), "--limit", "1"))
                .as("%s", errors)
                .isZero();
        System.setProperty("spark.hadoop.fs.full.impl", TestingFullFileSystem.class.getName());
        try {
            assertThat(run(command, "full://" + output)).as("%s", errors).isEqualTo(2);
        } finally {
            System.clearProperty("spark.hadoop.fs.full.impl");
        }
        assertThat(errors.toString())
                .contains("error: ")
                .contains(output.toString())
                .contains("No space left on device; free some space")
                .contains("resumes from there")
                .doesNotContain("\tat ");
        assertThat(TestingCorpus.rows(output.resolve(table))).containsOnlyKeys("a.mp4");
        assertThat(run(command, output.toString())).as("%s", errors).isZero();
        assertThat(TestingCorpus.rows(output.resolve(table))).containsOnlyKeys("a.mp4", "b.mp4");
    }

    @Test
    void theFolderOfClipsUnderWayIsNamedWhereItCannotBeWritten() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Path taken = temporary.resolve("oragen-features-" + System.getProperty("user.name"));
        Files.writeString(taken, "a file where a folder should be");
        Path output = folder.resolve("output");
        assertThat(runWithTemporary(temporary, output)).as("%s", errors).isEqualTo(2);
        assertThat(errors.toString())
                .contains("error: " + taken + ": cannot be written")
                .contains("it buffers the features of a clip until the clip ends")
                .contains("-Djava.io.tmpdir")
                .doesNotContain("\tat ");
        Files.delete(taken);
        assertThat(runWithTemporary(temporary, output)).as("%s", errors).isZero();
        assertThat(TestingCorpus.rows(output.resolve("features"))).containsOnlyKeys("a.mp4", "b.mp4");
        assertThat(taken).as("nothing is left").isEmptyDirectory();
    }

    @Test
    void theFolderOfCopiedBundlesIsNamedWhereItCannotBeWritten() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "a file where a folder should be");
        assertThat(runWithTemporary(taken, folder.resolve("output")))
                .as("%s", errors)
                .isEqualTo(2);
        assertThat(errors.toString())
                .contains("error: " + taken)
                .contains("the bundle cannot be copied there")
                .contains("-Djava.io.tmpdir");
    }

    private int runWithTemporary(Path temporary, Path output) {
        String usual = System.getProperty(TEMPORARY);
        System.setProperty("spark.local.dir", folder.toString());
        System.setProperty(TEMPORARY, temporary.toString());
        try {
            return run("extract", output.toString());
        } finally {
            System.setProperty(TEMPORARY, usual);
            System.clearProperty("spark.local.dir");
        }
    }
}
