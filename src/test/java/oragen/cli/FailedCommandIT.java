package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of the JVM end a command as exceptions do: with exit code 3, and what the user can do about it. */
final class FailedCommandIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory | error: not enough memory (Java heap space); give it more with -Xmx",
                "other | internal error, please report it:"
            })
    void anErrorIsToldWithItsRemedy(String what, String message) {
        StringWriter errors = new StringWriter();
        System.setProperty("spark.hadoop.fs.failing.impl", TestingFailingFileSystem.class.getName());
        try {
            assertThat(Main.run(
                            new PrintWriter(errors, true),
                            "label",
                            "--input",
                            "failing:///" + what,
                            "--output",
                            folder.resolve("labels").toString()))
                    .isEqualTo(3);
        } finally {
            System.clearProperty("spark.hadoop.fs.failing.impl");
        }
        assertThat(errors.toString()).contains(message);
    }
}
