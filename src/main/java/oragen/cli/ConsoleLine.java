package oragen.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A line of progress. On a terminal it is rewritten in its place, and what else is written to the standard error meanwhile,
 * as logging does, stands above it in lines of its own; elsewhere each is a line like others. For several threads.
 */
final class ConsoleLine implements AutoCloseable {
    private final PrintWriter plain;
    private final @Nullable PrintStream terminal;
    private final PrintStream before = System.err;
    private String shown = "";
    private boolean isMidLine;
    private boolean isClosed;

    /** @param terminal null where there is none */
    ConsoleLine(PrintWriter plain, @Nullable PrintStream terminal) {
        this.plain = plain;
        this.terminal = terminal;
        if (terminal != null) {
            System.setErr(new PrintStream(new Above(terminal), true, Charset.defaultCharset()));
        }
    }

    /** On the terminal of this process, if it has one. */
    static ConsoleLine open(PrintWriter plain) {
        return new ConsoleLine(plain, System.console() == null ? null : System.err);
    }

    boolean isRewritten() {
        return terminal != null;
    }

    synchronized void show(String line) {
        if (isClosed) {
            return;
        }
        if (terminal == null) {
            plain.println(line);
            plain.flush();
            return;
        }
        erase(terminal);
        shown = line;
        draw(terminal);
    }

    private void erase(PrintStream out) {
        if (!isMidLine && !shown.isEmpty()) {
            out.print("\r" + " ".repeat(shown.length()) + "\r");
        }
    }

    private void draw(PrintStream out) {
        if (!isMidLine) {
            out.print(shown);
            out.flush();
        }
    }

    /** The last line stays. */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (terminal != null && System.err != before) {
            System.setErr(before);
            if (!shown.isEmpty()) {
                terminal.println();
                terminal.flush();
            }
        }
    }

    /** What others write: the line goes for it, and comes back once theirs is complete. */
    private final class Above extends OutputStream {
        private final PrintStream out;

        Above(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return;
            }
            synchronized (ConsoleLine.this) {
                if (isClosed) {
                    // Of a thread that took the stream before.
                    out.write(bytes, offset, length);
                    return;
                }
                erase(out);
                out.write(bytes, offset, length);
                isMidLine = bytes[offset + length - 1] != '\n';
                draw(out);
            }
        }
    }
}
