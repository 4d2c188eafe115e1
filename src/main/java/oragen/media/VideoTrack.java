package oragen.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pictures → one for each full second, as a viewer sees it: the first that begins at or after the second where it
 * begins within half a second, else the one that is on screen then. Before the first picture there is none, nor after the
 * end that the last one declares.
 */
final class VideoTrack implements AutoCloseable {
    /** Timestamps are rounded to the stream's time base: half a millisecond early is on time. */
    private static final double TOLERANCE_SECONDS = 5e-4;

    /** Films have a picture within a twenty-fourth of a second; slides and stills stand for longer. */
    private static final double SOON_SECONDS = 0.5;

    /** A picture that stands longer than this is not repeated further: timestamps may be hostile. */
    private static final int MOST_REPEATS = 600;

    /** Three years: a time stamp beyond is a mistake of the file. */
    private static final double LAST_SECOND = 1e8;

    private final int firstSecond;
    private final double endSecond;
    private final Timeline timeline;
    private final PieceQueue pieces;
    private final RgbConverter converter = new RgbConverter();
    private int nextSecond;
    private double lastSecond = Double.NEGATIVE_INFINITY;
    private double standsUntil = Double.NEGATIVE_INFINITY;
    private final Standing standing = new Standing();

    private VideoTrack(int firstSecond, double endSecond, Timeline timeline, PieceQueue pieces) {
        this.firstSecond = firstSecond;
        this.endSecond = endSecond;
        this.timeline = timeline;
        this.pieces = pieces;
        this.nextSecond = firstSecond;
    }

    /**
     * @param declaredSeconds what the container promises of the clip
     * @param pieces takes the pictures
     */
    static VideoTrack of(DecodeOptions options, double declaredSeconds, Timeline timeline, PieceQueue pieces) {
        double end = options.end() - options.start();
        PicturePart part = options.pictures();
        double partEnd = part == null ? end : Math.min(end, part.endSecond(declaredSeconds));
        return new VideoTrack(options.firstSecond(declaredSeconds), partEnd, timeline, pieces);
    }

    /** Pictures before this are not wanted. */
    int firstSecond() {
        return firstSecond;
    }

    /** Whether a picture was seen on the timeline. */
    boolean sawAny() {
        return lastSecond >= 0;
    }

    /** When the last picture ends, as it declares; 0 where none was seen. */
    double endOfLast() {
        return sawAny() ? standsUntil : 0;
    }

    boolean complete() {
        return nextSecond >= endSecond;
    }

    /**
     * @param second when the picture is shown, as the file says it; NaN where it does not
     * @param durationSeconds how long it stands; 0 where the file does not say it
     * @param aspect width of a stored pixel relative to its height
     */
    void add(AVFrame frame, double second, double durationSeconds, AVRational aspect) throws UndecodableException {
        double shown = Math.min(LAST_SECOND, shown(second));
        timeline.reach(shown);
        if (shown + TOLERANCE_SECONDS >= 0) {
            lastSecond = Math.max(lastSecond, Math.max(0, shown));
        }
        double soon = shown - SOON_SECONDS - TOLERANCE_SECONDS;
        showStanding(Math.min(soon, standsUntilAtMost()));
        nextSecond = Math.max(nextSecond, (int) Math.ceil(Math.max(0, soon)));
        standing.take(frame, aspect, shown);
        standsUntil = Math.max(standsUntil, shown + Math.min(durationSeconds, MOST_REPEATS));
        showStanding(shown + TOLERANCE_SECONDS);
    }

    /** Ends the stream: the last picture stands as long as it says. */
    void finish() throws UndecodableException {
        if (sawAny()) {
            showStanding(Math.min(standsUntil - TOLERANCE_SECONDS, standsUntilAtMost()));
        }
    }

    private double standsUntilAtMost() {
        return standing.shown() + MOST_REPEATS;
    }

    /** Gives the picture that is on screen to all seconds until one, inclusive. */
    private void showStanding(double until) throws UndecodableException {
        while (standing.isThere() && nextSecond <= until && !complete()) {
            pieces.add(standing.picture(converter).at(nextSecond));
            nextSecond++;
        }
    }

    private double shown(double second) {
        if (Double.isNaN(second)) {
            return Math.max(0, lastSecond);
        }
        return standing.isThere()
                ? timeline.place(second, standing.shown(), Math.max(standsUntil, timeline.reachedSecond()))
                : timeline.placeFirst(second);
    }

    @Override
    public void close() {
        standing.close();
        converter.close();
    }

    /** The picture on screen, converted when it is first wanted. */
    private static final class Standing implements AutoCloseable {
        private final AVFrame frame = av_frame_alloc();
        private final AVRational aspect = new AVRational();
        private double shown = Double.NEGATIVE_INFINITY;
        private @Nullable VideoFrame converted;

        void take(AVFrame next, AVRational nextAspect, double nextShown) {
            av_frame_unref(frame);
            av_frame_ref(frame, next);
            aspect.num(nextAspect.num()).den(nextAspect.den());
            shown = nextShown;
            converted = null;
        }

        boolean isThere() {
            return shown > Double.NEGATIVE_INFINITY;
        }

        /** When it began. */
        double shown() {
            return shown;
        }

        VideoFrame picture(RgbConverter converter) throws UndecodableException {
            VideoFrame picture = converted == null ? converter.convert(frame, aspect, 0) : converted;
            converted = picture;
            return picture;
        }

        @Override
        public void close() {
            av_frame_free(frame);
            aspect.close();
        }
    }
}
