package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A command in this JVM, and what it says. */
final class TestingCommand {
    private TestingCommand() {}

    static int exitCode(StringWriter errors, Object... arguments) {
        return Main.run(
                new PrintWriter(errors, true),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    /** What a command that ends well says. */
    static String told(Object... arguments) {
        StringWriter errors = new StringWriter();
        PrintStream usual = System.out;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThat(exitCode(errors, arguments)).as("%s", errors).isZero();
        } finally {
            System.setOut(usual);
        }
        return told.toString(StandardCharsets.UTF_8);
    }
}
