package oragen.window;

import java.util.ArrayList;
import java.util.List;
import oragen.bundle.BundleManifest;
import oragen.media.WaveformPiece;

/**
 * Cuts a timeline into spans of 4 s every 2 s as it becomes known, so that a clip of any length streams. The last
 * span ends with the timeline; a tail under the minimum is dropped, but the only span never is.
 */
final class SpanSlicer {
    private final long lengthSamples;
    private final long shiftSamples;
    private final long minimumSamples;
    private long nextStart;
    private boolean finished;

    SpanSlicer(BundleManifest.Windows windows) {
        this.lengthSamples = (long) windows.lengthSeconds() * WaveformPiece.SAMPLE_RATE;
        this.shiftSamples = (long) windows.shiftSeconds() * WaveformPiece.SAMPLE_RATE;
        this.minimumSamples = (long) windows.minimumSeconds() * WaveformPiece.SAMPLE_RATE;
    }

    /** Start of the earliest span that has not been returned. */
    long nextStart() {
        return nextStart;
    }

    /** End of that span, unless the timeline ends before. */
    long nextEnd() {
        return nextStart + lengthSamples;
    }

    /** Spans that end at or before {@code decidedSamples} while the timeline goes on. */
    List<Span> advance(long decidedSamples) {
        List<Span> spans = new ArrayList<>();
        while (!finished && nextEnd() <= decidedSamples) {
            spans.add(new Span(nextStart, nextStart + lengthSamples));
            nextStart += shiftSamples;
        }
        return spans;
    }

    /** The remaining spans of a timeline of {@code totalSamples}. */
    List<Span> finish(long totalSamples) {
        List<Span> spans = new ArrayList<>();
        while (!finished) {
            long end = Math.min(nextStart + lengthSamples, totalSamples);
            boolean first = nextStart == 0;
            boolean reached = !first && nextStart - shiftSamples + lengthSamples >= totalSamples;
            finished = reached || end >= totalSamples;
            if (!reached && end > nextStart && (first || end - nextStart >= minimumSamples)) {
                spans.add(new Span(nextStart, end));
            }
            nextStart += shiftSamples;
        }
        return spans;
    }
}
