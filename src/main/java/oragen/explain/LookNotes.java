package oragen.explain;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import oragen.bundle.BundleManifest;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.grouping.WindowGrouping;
import oragen.media.VideoFrame;
import oragen.media.WaveformPiece;
import oragen.pipeline.ClipObserver;
import oragen.pipeline.ClipOutcome;
import oragen.speech.SpeechSegment;
import oragen.window.Protocol;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/** Notes what is seen and heard of one clip, in bounded memory: pictures of long clips are thinned out evenly. */
final class LookNotes implements ClipObserver {
    /** Pictures of a page: some minutes of a clip one by one, and a page that still opens at once. */
    static final int MOST_SHOTS = 180;

    /** What a film shows of longer clips. */
    static final int FILM_SECONDS = 600;

    private static final int PAGE_SIDE = 360;
    private static final int FILM_SIDE = 960;

    private final Keeping keeping;
    private final ModalityAnswers answers;
    private final BundleManifest.@Nullable VisualEncoder encoder;
    private final boolean looksForFaces;
    private final WindowGrouping voice;
    private final WindowGrouping face;
    private final List<LookedFrame> frames = new ArrayList<>();
    private final List<SpeechSegment> speech = new ArrayList<>();
    private final List<LookedWindow> windows = new ArrayList<>();
    private final Envelope envelope = new Envelope();
    private float[] sound = new float[0];
    private int soundSamples;
    private int stride = 1;
    private @Nullable Pending pending;

    /** The frame that was seen last, of which more may come. */
    private static final class Pending {
        private final VideoFrame frame;
        private final List<FaceBox> faces;
        private VideoFrame shown;
        private @Nullable DetectedFace speaker;
        private float @Nullable [] crop;
        private boolean hidden;

        Pending(VideoFrame frame, List<DetectedFace> faces) {
            this.frame = frame;
            this.shown = frame;
            this.faces = faces.stream().map(DetectedFace::box).toList();
        }
    }

    /** @param looksForFaces whether all faces are looked for, rather than one given */
    LookNotes(
            Keeping keeping,
            ModalityAnswers answers,
            BundleManifest.@Nullable VisualEncoder encoder,
            boolean looksForFaces,
            Protocol protocol) {
        this.keeping = keeping;
        this.answers = answers;
        this.encoder = encoder;
        this.looksForFaces = looksForFaces;
        this.voice = new WindowGrouping(protocol);
        this.face = new WindowGrouping(protocol);
    }

    @Override
    public void hears(WaveformPiece piece) {
        envelope.add(piece.samples());
        int most = FILM_SECONDS * WaveformPiece.SAMPLE_RATE;
        if (keeping.sound() && soundSamples < most) {
            int count = Math.min(piece.samples().length, most - soundSamples);
            if (sound.length < soundSamples + count) {
                sound = Arrays.copyOf(sound, Math.max(2 * sound.length, soundSamples + count));
            }
            System.arraycopy(piece.samples(), 0, sound, soundSamples, count);
            soundSamples += count;
        }
    }

    @Override
    public void findsSpeech(List<SpeechSegment> segments) {
        speech.addAll(segments);
    }

    @Override
    public void sees(VideoFrame frame, List<DetectedFace> faces) {
        settle();
        pending = new Pending(frame, faces);
    }

    @Override
    public void crops(VideoFrame frame, @Nullable DetectedFace seen, float @Nullable [] crop) {
        Pending last = Objects.requireNonNull(pending, "a crop came before its frame");
        last.shown = frame;
        last.speaker = seen;
        last.hidden = seen == null;
        last.crop = crop;
    }

    @Override
    public void predicts(Window window, WindowFeatures features, @Nullable WindowPrediction prediction) {
        WindowPrediction said = Objects.requireNonNull(prediction, "a run of predictions predicts");
        WindowPrediction ofVoice = answers.ofVoice(features);
        WindowPrediction ofFace = answers.ofFace(features);
        if (ofVoice != null) {
            voice.add(ofVoice);
        }
        if (ofFace != null) {
            face.add(ofFace);
        }
        windows.add(new LookedWindow(window, said, ofVoice, ofFace));
    }

    private void settle() {
        Pending last = pending;
        if (last == null) {
            return;
        }
        pending = null;
        boolean kept = frames.size() % stride == 0;
        boolean filmed = keeping.film() && last.frame.second() < FILM_SECONDS;
        BufferedImage picture = kept || filmed ? picture(last, filmed ? FILM_SIDE : PAGE_SIDE) : null;
        frames.add(new LookedFrame(
                last.frame.second(),
                last.frame.width(),
                last.frame.height(),
                last.faces,
                last.speaker,
                last.hidden,
                kept && picture != null ? shot(picture, last) : null,
                filmed && picture != null ? Pictures.jpeg(picture) : null));
        if (frames.size() > (long) MOST_SHOTS * stride) {
            thin();
        }
    }

    private void thin() {
        stride *= 2;
        for (int at = 0; at < frames.size(); at++) {
            if (at % stride != 0) {
                frames.set(at, frames.get(at).withoutShot());
            }
        }
    }

    private BufferedImage picture(Pending last, int side) {
        BufferedImage picture = Pictures.scaled(last.shown, side);
        if (keeping.anonymous()) {
            List<FaceBox> faces = Stream.concat(
                            last.faces.stream(), Stream.ofNullable(last.speaker).map(DetectedFace::box))
                    .toList();
            if (faces.isEmpty() || !looksForFaces) {
                Pictures.blur(picture); // a face may have been missed
            } else {
                Pictures.blurFaces(picture, faces, picture.getWidth() / (double) last.frame.width());
            }
        }
        return picture;
    }

    private LookedFrame.Shot shot(BufferedImage picture, Pending last) {
        BufferedImage crop = last.crop == null || encoder == null ? null : Pictures.crop(last.crop, encoder);
        if (crop != null && keeping.anonymous()) {
            Pictures.blurCrop(crop);
        }
        return new LookedFrame.Shot(
                Pictures.jpeg(Pictures.scaled(picture, PAGE_SIDE)), crop == null ? null : Pictures.jpeg(crop));
    }

    ClipLook look(ClipOutcome outcome) {
        settle();
        return new ClipLook(
                outcome,
                List.copyOf(frames),
                envelope.levels(),
                List.copyOf(speech),
                List.copyOf(windows),
                Arrays.copyOf(sound, soundSamples),
                voice.group().orElse(null),
                face.group().orElse(null));
    }
}
