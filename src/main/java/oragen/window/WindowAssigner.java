package oragen.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import oragen.bundle.BundleManifest;
import oragen.media.WaveformPiece;
import oragen.speech.SpeechSegment;

/** Gives each span its speech and its frames, as the protocol wants it. */
final class WindowAssigner {
    private final Protocol protocol;
    private final BundleManifest.Windows windows;

    WindowAssigner(Protocol protocol, BundleManifest.Windows windows) {
        this.protocol = protocol;
        this.windows = windows;
    }

    /** Windows of one span of a clip without an audio stream. */
    List<Window> withoutAudio(Span span, Set<Integer> faceSeconds) {
        return switch (protocol) {
            case RELEASED -> List.of(new Window(span, false, slotsAsSeen(span, faceSeconds)));
            case PAPER ->
                span.samples() < minimumSamples()
                        ? List.of()
                        : List.of(new Window(span, false, slotsFilled(span, faceSeconds)));
        };
    }

    /**
     * Windows of one span. {@code paper} intersects every span with every segment; the reference walks two sorted
     * lists and loses pairs where spans overlap, which is not copied (WindowAssignerTest shows the case).
     */
    List<Window> withAudio(Span span, List<SpeechSegment> speech, Set<Integer> faceSeconds) {
        List<Window> assigned = new ArrayList<>();
        boolean heard = false;
        for (SpeechSegment segment : speech) {
            long start = Math.max(span.startSample(), segment.startSample());
            long end = Math.min(span.endSample(), segment.endSample());
            heard |= end > start;
            if (protocol == Protocol.PAPER && end - start >= minimumSamples()) {
                Span spoken = new Span(start, end);
                assigned.add(new Window(spoken, true, slotsFilled(spoken, faceSeconds)));
            }
        }
        if (protocol == Protocol.RELEASED) {
            assigned.add(new Window(span, heard, slotsAsSeen(span, faceSeconds)));
        }
        return assigned;
    }

    private long minimumSamples() {
        return (long) windows.minimumSeconds() * WaveformPiece.SAMPLE_RATE;
    }

    private int[] slotsAsSeen(Span span, Set<Integer> faceSeconds) {
        int[] slots = new int[windows.slots()];
        for (int slot = 0; slot < slots.length; slot++) {
            int second = span.firstSecond() + slot;
            boolean inside = (long) second * WaveformPiece.SAMPLE_RATE < span.endSample();
            slots[slot] = inside && faceSeconds.contains(second) ? second : Window.EMPTY_SLOT;
        }
        return slots;
    }

    private int[] slotsFilled(Span span, Set<Integer> faceSeconds) {
        int[] slots = new int[windows.slots()];
        Arrays.fill(slots, Window.EMPTY_SLOT);
        int endSecond = Math.toIntExact(span.endSample() / WaveformPiece.SAMPLE_RATE);
        int latest = Window.EMPTY_SLOT;
        int first = Window.EMPTY_SLOT;
        for (int slot = 0; slot < slots.length; slot++) {
            int second = span.firstSecond() + slot;
            if (second < endSecond && faceSeconds.contains(second)) {
                latest = second;
                first = first == Window.EMPTY_SLOT ? second : first;
            }
            slots[slot] = latest;
        }
        for (int slot = 0; slot < slots.length && slots[slot] == Window.EMPTY_SLOT; slot++) {
            slots[slot] = first;
        }
        return slots;
    }
}
