package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConsoleLineTest {
    /** What stands on a terminal after all that was written to it. */
    static List<String> screen(String written) {
        List<String> lines = new ArrayList<>();
        for (String line : written.split("\n", -1)) {
            StringBuilder shown = new StringBuilder();
            int cursor = 0;
            for (char letter : line.toCharArray()) {
                if (letter == '\r') {
                    cursor = 0;
                } else if (cursor < shown.length()) {
                    shown.setCharAt(cursor++, letter);
                } else {
                    shown.append(letter);
                    cursor++;
                }
            }
            lines.add(shown.toString().stripTrailing());
        }
        return lines;
    }

    @Test
    void linesOfOthersStandAboveTheLineThatIsRewritten() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        try (ConsoleLine line = new ConsoleLine(
                new PrintWriter(new StringWriter()), new PrintStream(written, true, StandardCharsets.UTF_8))) {
            line.show("9 of 10 clips, 10 s remaining");
            System.err.println("a warning");
            line.show("10 of 10 clips");
            System.err.print("half a line");
            line.show("done");
            System.err.println(", and its end");
        }
        assertThat(System.err).isSameAs(usual);
        assertThat(screen(written.toString(StandardCharsets.UTF_8)))
                .containsExactly("a warning", "half a line, and its end", "done", "");
    }

    @Test
    void aLineThatIsClosedIsDrawnNoMore() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ConsoleLine line = new ConsoleLine(
                new PrintWriter(new StringWriter()), new PrintStream(written, true, StandardCharsets.UTF_8));
        PrintStream taken = System.err;
        line.show("10 of 10 clips");
        line.close();
        line.show("11 of 10 clips");
        taken.println("a late warning");
        assertThat(screen(written.toString(StandardCharsets.UTF_8)))
                .containsExactly("10 of 10 clips", "a late warning", "");
    }

    @Test
    void withoutATerminalEachIsALine() {
        StringWriter written = new StringWriter();
        PrintStream usual = System.err;
        try (ConsoleLine line = new ConsoleLine(new PrintWriter(written), null)) {
            line.show("1 of 2");
            line.show("2 of 2");
            assertThat(System.err).isSameAs(usual);
        }
        assertThat(written.toString().lines()).containsExactly("1 of 2", "2 of 2");
    }
}
