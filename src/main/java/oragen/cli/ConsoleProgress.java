package oragen.cli;

import java.io.PrintWriter;
import oragen.spark.label.LabelPlan;
import oragen.spark.label.LabelProgress;

/** Clips done, rate and remaining time: one line that is rewritten on a terminal, plain lines otherwise. */
final class ConsoleProgress implements LabelProgress {
    private static final long PLAIN_LINE_EVERY_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal = System.console() != null;
    private final long began = System.nanoTime();
    private long printed = began;
    private long lastDone = -1;

    ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void begins(LabelPlan plan) {
        new SummaryPrinter(out).print(plan);
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
        String remaining = done == 0 ? "" : String.format(", %.0f s remaining", (total - done) / rate);
        String line = String.format("%d of %d clips, %.1f clips/s%s", done, total, rate, remaining);
        out.print(terminal ? "\r" + line + "   " : line + System.lineSeparator());
        out.flush();
    }

    synchronized void end() {
        if (terminal && lastDone >= 0) {
            out.println();
            out.flush();
        }
    }
}
