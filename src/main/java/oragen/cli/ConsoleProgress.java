package oragen.cli;

import java.io.PrintWriter;
import oragen.spark.label.LabelPlan;
import oragen.spark.label.LabelProgress;

/** Clips done, rate and remaining time since labelling began. */
final class ConsoleProgress implements LabelProgress, AutoCloseable {
    /** Where lines stay, as in the log of a scheduler. */
    static final long PLAIN_LINE_EVERY_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final ConsoleLine line;
    private long began = System.nanoTime();
    private long printed = began;
    private long lastDone = -1;

    ConsoleProgress(PrintWriter out) {
        this.out = out;
        this.line = ConsoleLine.open(out);
    }

    @Override
    public synchronized void begins(LabelPlan plan) {
        new SummaryPrinter(out).print(plan);
        began = System.nanoTime();
    }

    @Override
    public synchronized void advanced(long done, long total) {
        long now = System.nanoTime();
        boolean due = line.isRewritten() || done == total || now - printed >= PLAIN_LINE_EVERY_NANOS;
        if (done == lastDone || !due) {
            return;
        }
        lastDone = done;
        printed = now;
        double rate = done / Math.max(1e-3, (now - began) / 1e9);
        String remaining = done == 0 ? "" : ", " + span((total - done) / rate) + " remaining";
        line.show(String.format("%d of %d clips, %.1f clips/s%s", done, total, rate, remaining));
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

    @Override
    public void close() {
        line.close();
    }
}
