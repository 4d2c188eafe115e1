package oragen.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import oragen.bundle.BundleManifest;
import oragen.media.WaveformPiece;
import oragen.speech.SpeechProgress;
import oragen.speech.SpeechSegment;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one clip, each given out as soon as its waveform, speech and frames are known. Memory is that of
 * the speech segments and face seconds which later windows can still need.
 */
public final class ClipWindows {
    private final SpanSlicer slicer;
    private final WindowAssigner assigner;
    private final AudioTrackState audio;
    private final Deque<SpeechSegment> speech = new ArrayDeque<>();
    private final NavigableSet<Integer> faceSeconds = new TreeSet<>();
    private long framesUntilSample;

    /** Whether the clip has a waveform at all. */
    public enum AudioTrackState {
        PRESENT,
        ABSENT
    }

    public ClipWindows(Protocol protocol, BundleManifest.Windows windows, AudioTrackState audio) {
        this.slicer = new SpanSlicer(windows);
        this.assigner = new WindowAssigner(protocol, windows);
        this.audio = audio;
    }

    /** Windows of a timeline of so many samples, before the protocol cuts them to speech. */
    public static int count(long samples, BundleManifest.Windows windows) {
        return new SpanSlicer(windows).finish(samples).size();
    }

    public void addSpeech(List<SpeechSegment> segments) {
        speech.addAll(segments);
    }

    /** Notes that the frame of a second has been looked at and shows the speaker's face. */
    public void addFace(int second) {
        faceSeconds.add(second);
        addFrame(second);
    }

    /** Notes that the frame of a second has been looked at. */
    public void addFrame(int second) {
        framesUntilSample = Math.max(framesUntilSample, endSample(second));
    }

    private static long endSample(int second) {
        return (second + 1L) * WaveformPiece.SAMPLE_RATE;
    }

    /** Start of the earliest window still to come: nothing before it is needed any more. */
    public long neededFromSample() {
        return slicer.nextStart();
    }

    /** Windows that are complete when speech is known so far and frames are those added. */
    public List<Window> advance(SpeechProgress heard, VideoTrackState video) {
        return assign(slicer.advance(decidedUntil(heard, video, framesUntilSample)), audio, heard.underWay());
    }

    /** Whether a window would be complete if the frame of a second had been looked at. */
    public boolean waitsForFrame(int second, SpeechProgress heard) {
        return slicer.nextEnd() <= decidedUntil(heard, VideoTrackState.PRESENT, endSample(second));
    }

    private long decidedUntil(SpeechProgress heard, VideoTrackState video, long framesUntil) {
        return switch (video) {
            case PRESENT ->
                audio == AudioTrackState.PRESENT ? Math.min(heard.decidedUntil(), framesUntil) : framesUntil;
            case ABSENT -> heard.decidedUntil();
        };
    }

    /** Whether the clip has sampled frames at all. */
    public enum VideoTrackState {
        PRESENT,
        ABSENT
    }

    /**
     * The remaining windows. The sound alone says how long a clip is, as in the reference; where there is none, which the
     * reference cannot use, the pictures do.
     *
     * @param audioSamples length of the waveform, silence before a late start included
     */
    public List<Window> finish(long audioSamples) {
        return audioSamples > 0
                ? assign(slicer.finish(audioSamples), audio, null)
                : assign(slicer.finish(framesUntilSample), AudioTrackState.ABSENT, null);
    }

    private List<Window> assign(List<Span> spans, AudioTrackState heard, @Nullable SpeechSegment underWay) {
        List<Window> assigned = new ArrayList<>();
        for (Span span : spans) {
            forgetBefore(span.startSample());
            assigned.addAll(
                    switch (heard) {
                        case PRESENT -> assigner.withAudio(span, speech(underWay), faceSeconds);
                        case ABSENT -> assigner.withoutAudio(span, faceSeconds);
                    });
        }
        return assigned;
    }

    private List<SpeechSegment> speech(@Nullable SpeechSegment underWay) {
        List<SpeechSegment> segments = new ArrayList<>(speech);
        if (underWay != null) {
            segments.add(underWay);
        }
        return segments;
    }

    private void forgetBefore(long sample) {
        while (!speech.isEmpty() && speech.getFirst().endSample() <= sample) {
            speech.removeFirst();
        }
        faceSeconds
                .headSet(Math.toIntExact(sample / WaveformPiece.SAMPLE_RATE), false)
                .clear();
    }
}
