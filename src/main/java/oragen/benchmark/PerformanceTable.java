package oragen.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of {@code benchmark all} as a page of Markdown. */
public final class PerformanceTable {
    private final String machine;

    /** @param machine that was measured on, in words */
    public PerformanceTable(String machine) {
        this.machine = machine;
    }

    /**
     * Figures of one run of everything.
     *
     * @param session a Spark session that reads and writes one table, in a JVM of its own
     * @param oneClip {@code label} on one clip, in a JVM of its own
     * @param clips that the others labelled
     * @param peer another program on so many clips, its start-up subtracted
     */
    public record Figures(
            Cost session, Cost oneClip, int clips, int threads, Cost loop, Cost label, Optional<Cost> peer) {}

    public String page(Figures figures) {
        Cost start = figures.oneClip().minus(figures.session());
        List<String> page = new ArrayList<>(List.of(
                "# Performance",
                "Written by `benchmark all`; " + machine
                        + ". Processor seconds are user and system time together: on a shared",
                "machine compare them, and ratios, rather than seconds.",
                "",
                "| %d clips, %d threads | seconds | processor s | clips/s | processor s/clip |"
                        .formatted(figures.clips(), figures.threads()),
                "|---|---|---|---|---|"));
        page.add(row("Spark alone: a session, one table written and read", figures.session()));
        page.add(row("`label` on one clip, start-up included", figures.oneClip()));
        page.add(row("plain loop", figures.loop(), figures.clips()));
        page.add(row("`label`", figures.label(), figures.clips()));
        figures.peer().ifPresent(peer -> page.add(row("peer", peer, figures.clips())));
        page.add("");
        page.add("- `label` on one clip takes %.1f s and %.1f processor seconds more than Spark alone."
                .formatted(start.wallSeconds(), start.processorSeconds()));
        page.add("- `label` reaches %.2f of the throughput of the plain loop."
                .formatted(figures.loop().wallSeconds() / figures.label().wallSeconds()));
        figures.peer()
                .ifPresent(peer -> page.add("- The plain loop takes %.2f times the processor time of the peer."
                        .formatted(figures.loop().processorSeconds() / peer.processorSeconds())));
        page.add("");
        return String.join("\n", page);
    }

    private static String row(String name, Cost cost) {
        return "| %s | %.1f | %.1f | | |".formatted(name, cost.wallSeconds(), cost.processorSeconds());
    }

    private static String row(String name, Cost cost, int clips) {
        return "| %s | %.1f | %.1f | %.2f | %.3f |"
                .formatted(
                        name,
                        cost.wallSeconds(),
                        cost.processorSeconds(),
                        clips / cost.wallSeconds(),
                        cost.processorSeconds() / clips);
    }
}
