package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locations that are none, that hold nothing, and that do not answer: exit code 2, never an internal error. */
final class MistypedPathIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private void assertTold(String message, String... command) {
        assertThat(Main.run(new PrintWriter(errors, true), command))
                .as("%s", errors)
                .isEqualTo(2);
        assertThat(errors.toString()).contains(message).doesNotContain("internal error");
    }

    @ParameterizedTest
    @CsvSource({
        "status --output hdfs:, '--output'': ''hdfs:'' is neither a path nor a URI'",
        "compact --output a:b, '--output'': ''a:b'' is neither a path nor a URI'",
        "forget --speaker x --output a:b, '--output'': ''a:b'' is neither a path nor a URI'",
        "label --input a:b --output labels, '--input'' (PATH): ''a:b'' is neither a path nor a URI'",
        "evaluate --predictions labels --output a:b, '--output'': ''a:b'' is neither a path nor a URI'",
        "evaluate --predictions src --output target/none, '--predictions src: contains no readable Parquet'",
        "status --output target/no/such, '--output target/no/such: contains no run'",
        "compact --output target/no/such, '--output target/no/such: contains no run'",
        "forget --speaker x --output target/no/such, '--output target/no/such: contains no run'"
    })
    void aLocationThatCannotBeMeantIsTold(String command, String message) {
        assertTold(message, command.split(" "));
    }

    @Test
    void nothingIsNoLocation() {
        assertTold("'--output': '' is empty", "status", "--output", "");
    }

    @Test
    void anotherFolderIsNotTakenForAnOutput() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        assertTold("contains notes.txt, which oragen did not create", "compact", "--output", folder.toString());
        assertThat(folder.resolve("notes.txt")).exists();
    }

    @Test
    void aStorageThatDoesNotAnswerIsTold() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertTold("cannot be reached (Connection refused)", "status", "--output", "hdfs://localhost:" + port + "/x");
    }
}
