package oragen.cli;

import java.io.PrintWriter;
import oragen.spark.label.LabelPlan;
import oragen.spark.label.LabelProgress;

/**
 * Clips done, rate and remaining time since labelling began: one line that is rewritten on a terminal, plain lines
 * otherwise.
 */
final class ConsoleProgress implements LabelProgress {
    private static final long PLAIN_LINE_EVERY_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal = System.console() != null;
    private long began = System.nanoTime();
    private long printed = began;
    private long lastDone = -1;

    ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void begins(LabelPlan plan) {
        new SummaryPrinter(out).print(plan);
        began = System.nanoTime();
    }

    @Override
    public synchronized void advanced(long done, long total) {
        long now = System.nanoTime();
        boolean due = terminal || done == total || now - printed >= PLAIN_LINE_EVERY_NANOS;
        if (done == lastDone || !due) {
            return;
        }
        lastDone = done;
        printed = now;
        double rate = done / Math.max(1e-3, (now - began) / 1e9);
        String remaining = done == 0 ? "" : ", " + span((total - done) / rate) + " remaining";
        String line = String.format("%d of %d clips, %.1f clips/s%s", done, total, rate, remaining);
        out.print(terminal ? "\r" + line + "   " : line + System.lineSeparator());
        out.flush();
    }

    /** In the two largest units that say anything. */
    static String span(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        long minutes = Math.round(seconds / 60);
        if (whole < 3600) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        return minutes < 24 * 60
                ? minutes / 60 + " h " + minutes % 60 + " min"
                : minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
    }

    synchronized void end() {
        if (terminal && lastDone >= 0) {
            out.println();
            out.flush();
        }
    }
}
