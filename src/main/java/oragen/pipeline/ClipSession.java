package oragen.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.corpus.Clip;
import oragen.corpus.FaceRegion;
import oragen.encode.VisualFeatures;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.FaceChooser;
import oragen.face.KnownFaces;
import oragen.fusion.WindowPrediction;
import oragen.media.DecodeReport;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.pipeline.decode.DecodeEvent;
import oragen.pipeline.decode.SeenFrame;
import oragen.run.RejectReason;
import oragen.speech.SpeechDetector;
import oragen.speech.SpeechProgress;
import oragen.speech.SpeechSegment;
import oragen.window.ClipWindows;
import oragen.window.ClipWindows.AudioTrackState;
import oragen.window.ClipWindows.VideoTrackState;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/** One clip on its way through the networks: keeps what its coming windows need and no more. */
final class ClipSession implements FrameOwner, AutoCloseable {
    private final Clip clip;
    private final AudioTrackState audio;
    private final VideoTrackState video;
    private final @Nullable SpeechDetector speechDetector;
    private final FaceChooser faceChooser;
    private final KnownFaces knownFaces = new KnownFaces();
    private final ClipWindows windows;
    private final ClipProduct product;
    private final ClipObserver observer;
    private final WaveformBuffer waveform;
    private final Map<Integer, List<@Nullable VisualFeatures>> faces = new HashMap<>();
    private long speechSamples;
    private int faceFrameCount;
    private int faceCountMax;
    private @Nullable DecodeReport report;

    /** What does not change from clip to clip. */
    record Setting(LabelModels models, LabelSettings settings, boolean listens, ClipObserver observer) {}

    ClipSession(DecodeEvent.Started started, Setting setting) {
        this.clip = started.clip();
        this.audio = started.hasAudio() ? AudioTrackState.PRESENT : AudioTrackState.ABSENT;
        this.video = started.hasVideo() ? VideoTrackState.PRESENT : VideoTrackState.ABSENT;
        this.speechDetector = started.hasAudio() ? setting.models().speechDetector() : null;
        this.faceChooser = setting.models().faceChooser(givenFace(clip));
        this.windows = new ClipWindows(
                setting.settings().protocol(), setting.models().manifest().windows(), audio);
        this.product = ClipProduct.of(setting.settings());
        this.observer = setting.observer();
        this.waveform = new WaveformBuffer(setting.listens());
    }

    Clip clip() {
        return clip;
    }

    @Override
    public @Nullable FaceBox givenFace() {
        return givenFace(clip);
    }

    @Override
    public long paintSeed() {
        return paintSeed(clip);
    }

    /** Equal clips get equal masks, whatever the order of a run. */
    static long paintSeed(Clip clip) {
        return clip.clipId().hashCode();
    }

    static @Nullable FaceBox givenFace(Clip clip) {
        FaceRegion region = clip.identity().faceBox();
        return region == null ? null : new FaceBox(region.left(), region.top(), region.right(), region.bottom());
    }

    void addWaveform(WaveformPiece piece) {
        waveform.add(piece);
        observer.hears(piece);
        if (speechDetector != null) {
            addSpeech(speechDetector.add(piece.samples()));
        }
    }

    @Override
    public KnownFaces knownFaces() {
        return knownFaces;
    }

    @Override
    public Optional<DetectedFace> choose(VideoFrame frame, List<DetectedFace> found) {
        faceCountMax = Math.max(faceCountMax, found.size());
        observer.sees(frame, found);
        return faceChooser.choose(frame, found);
    }

    @Override
    public void crops(VideoFrame frame, @Nullable DetectedFace face, float @Nullable [] crop) {
        observer.crops(frame, face, crop);
    }

    @Override
    public void addFace(int second, List<@Nullable VisualFeatures> features) {
        faceFrameCount++;
        faces.put(second, features);
        windows.addFace(second);
    }

    @Override
    public void addFrameWithoutFace(int second) {
        windows.addFrame(second);
    }

    /** Takes a frame that was looked at before. */
    void addSeen(SeenFrame frame) {
        faceCountMax = Math.max(faceCountMax, frame.faceCount());
        if (frame.features().isEmpty()) {
            addFrameWithoutFace(frame.second());
        } else {
            addFace(frame.second(), frame.features());
        }
    }

    void end(DecodeReport decodeReport) {
        report = decodeReport;
        if (speechDetector != null) {
            addSpeech(speechDetector.finish());
        }
    }

    boolean ended() {
        return report != null;
    }

    private void addSpeech(List<SpeechSegment> segments) {
        windows.addSpeech(segments);
        observer.findsSpeech(segments);
        for (SpeechSegment segment : segments) {
            speechSamples += segment.endSample() - segment.startSample();
        }
    }

    /** Windows that have become complete since the last call. */
    List<Window> advance() {
        return ended() ? windows.finish(waveform.endSample()) : windows.advance(speech(), video);
    }

    private SpeechProgress speech() {
        return speechDetector == null ? SpeechProgress.SILENT : speechDetector.progress();
    }

    /** Whether a window would be complete if the frame of a second had been looked at. */
    boolean waitsForFrame(int second) {
        return windows.waitsForFrame(second, speech());
    }

    float[] samples(Window window) {
        return waveform.slice(window.span());
    }

    /** @param occlusion place among the ways in which faces are looked at */
    List<@Nullable VisualFeatures> slots(Window window, int occlusion) {
        List<@Nullable VisualFeatures> slots = new ArrayList<>();
        for (int second : window.slotSeconds()) {
            List<@Nullable VisualFeatures> seen = second == Window.EMPTY_SLOT ? null : faces.get(second);
            slots.add(seen == null ? null : seen.get(occlusion));
        }
        return slots;
    }

    /** @param prediction null where nothing is predicted */
    void add(EncodedWindow window, @Nullable WindowPrediction prediction) {
        observer.predicts(window.window(), window.features(), prediction);
        product.add(window, prediction);
    }

    /** Forgets what no later window needs. */
    void forget() {
        long needed = windows.neededFromSample();
        waveform.dropBefore(needed);
        faces.keySet().removeIf(second -> (second + 1L) * WaveformPiece.SAMPLE_RATE <= needed);
    }

    ClipOutcome outcome() {
        DecodeReport decoded = report;
        if (decoded == null) {
            throw new IllegalStateException("clip " + clip.clipId() + " has not ended");
        }
        ClipOutcome.ClipFacts facts = new ClipOutcome.ClipFacts(
                speechSamples / (double) WaveformPiece.SAMPLE_RATE,
                faceFrameCount,
                faceCountMax,
                decoded.durationSeconds(),
                audio == AudioTrackState.PRESENT,
                faceFrameCount > 0,
                decoded.warnings());
        return product.outcome(clip, facts).orElseGet(this::rejection);
    }

    @Override
    public void close() {
        product.close();
    }

    private ClipOutcome rejection() {
        if (faceFrameCount > 0 && speechSamples == 0 && audio == AudioTrackState.PRESENT) {
            return new ClipOutcome.Rejected(
                    clip,
                    "window",
                    RejectReason.NO_SPEECH,
                    "clip " + clip.clipId() + ": no speech segment of at least 1 s, which the protocol paper requires",
                    "use --protocol released, or leave the clip out");
        }
        return new ClipOutcome.Rejected(
                clip,
                "window",
                RejectReason.NO_USABLE_MODALITY,
                "clip " + clip.clipId() + ": " + faceFrameCount + " frames with a face and "
                        + speechSamples / (double) WaveformPiece.SAMPLE_RATE
                        + " s of speech, nothing that the bundle can use",
                "use a bundle that supports the modality of the clip, or leave the clip out");
    }
}
