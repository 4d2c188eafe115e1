package oragen.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.Comparator;
import java.util.PriorityQueue;
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
    static final double SOON_SECONDS = 0.5;

    /** A picture that stands longer than this is not repeated further: timestamps may be hostile. */
    private static final int MOST_REPEATS = 600;

    /** Three years: a time stamp beyond is a mistake of the file. */
    private static final double LAST_SECOND = 1e8;

    private final int firstSecond;
    private final double endSecond;
    private final double rangeEnd;
    private final Timeline timeline;
    private final PieceQueue pieces;
    private final RgbConverter converter = new RgbConverter();
    private final PriorityQueue<PassedOver> passedOver =
            new PriorityQueue<>(Comparator.comparingDouble(PassedOver::second));
    private int nextSecond;
    private long wanted;
    private double lastSecond = Double.NEGATIVE_INFINITY;
    private double standsUntil = Double.NEGATIVE_INFINITY;
    private double passedUntil = Double.NEGATIVE_INFINITY;
    private final Standing standing = new Standing();

    private VideoTrack(int firstSecond, double endSecond, double rangeEnd, Timeline timeline, PieceQueue pieces) {
        this.firstSecond = firstSecond;
        this.endSecond = endSecond;
        this.rangeEnd = rangeEnd;
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
        double partEnd = part == null ? Double.POSITIVE_INFINITY : part.endSecond(declaredSeconds);
        // The length of a clip is told by its last part.
        double rangeEnd = Double.isInfinite(partEnd) ? end : Double.NEGATIVE_INFINITY;
        return new VideoTrack(options.firstSecond(declaredSeconds), Math.min(end, partEnd), rangeEnd, timeline, pieces);
    }

    /** A picture that was not decoded. */
    private record PassedOver(double second, double durationSeconds) {}

    /** The full second at or before a time stamp. */
    static double fullSecond(double second) {
        return Math.floor(second + TOLERANCE_SECONDS);
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

    /** From this on no picture is wanted. */
    double endSecond() {
        return endSecond;
    }

    /** Whether all seconds have their pictures, and it is known that the pictures go on to the end of the range. */
    boolean complete() {
        return isFull() && Math.max(standsUntil, passedUntil) >= rangeEnd;
    }

    private boolean isFull() {
        return nextSecond >= endSecond;
    }

    /** How many pictures were shown, each for a second or for several. */
    long wanted() {
        return wanted;
    }

    /**
     * @param second when the picture is shown, as the file says it; NaN where it does not
     * @param durationSeconds how long it stands; 0 where the file does not say it
     * @param aspect width of a stored pixel relative to its height
     */
    void add(AVFrame frame, double second, double durationSeconds, AVRational aspect) throws UndecodableException {
        passUntil(second);
        double shown = begin(second);
        standing.take(frame, aspect, shown);
        stand(shown, durationSeconds);
        showStanding(shown + TOLERANCE_SECONDS);
    }

    /**
     * Takes the place of a picture that is not decoded, for no second shows it; given as it is stored, in any order.
     *
     * @param second as the file says it
     */
    void passOver(double second, double durationSeconds) {
        passedOver.add(new PassedOver(second, durationSeconds));
        passedUntil = Math.max(passedUntil, second + durationSeconds);
    }

    /** Where the pictures that were not decoded are shown, so that time goes on as if they were. */
    private void passUntil(double second) throws UndecodableException {
        for (PassedOver first = passedOver.peek();
                first != null && first.second() < second;
                first = passedOver.peek()) {
            passedOver.remove();
            if (standing.isThere()) {
                double shown = begin(first.second());
                standing.stayUntil(shown);
                stand(shown, first.durationSeconds());
            }
        }
    }

    /** Ends the time of the picture on screen; returns when the next begins. */
    private double begin(double second) throws UndecodableException {
        double shown = Math.min(LAST_SECOND, shown(second));
        timeline.reach(shown);
        if (shown + TOLERANCE_SECONDS >= 0) {
            lastSecond = Math.max(lastSecond, Math.max(0, shown));
        }
        double soon = shown - SOON_SECONDS - TOLERANCE_SECONDS;
        showStanding(Math.min(soon, standsUntilAtMost()));
        nextSecond = Math.max(nextSecond, (int) Math.ceil(Math.max(0, soon)));
        return shown;
    }

    private void stand(double shown, double durationSeconds) {
        standsUntil = Math.max(standsUntil, shown + Math.min(durationSeconds, MOST_REPEATS));
    }

    /** Ends the stream: the last picture stands as long as it says. */
    void finish() throws UndecodableException {
        passUntil(Double.POSITIVE_INFINITY);
        if (sawAny()) {
            showStanding(Math.min(standsUntil - TOLERANCE_SECONDS, standsUntilAtMost()));
        }
    }

    private double standsUntilAtMost() {
        return standing.shown() + MOST_REPEATS;
    }

    /** Gives the picture that is on screen to all seconds until one, inclusive. */
    private void showStanding(double until) throws UndecodableException {
        while (standing.isThere() && nextSecond <= until && !isFull()) {
            wanted += standing.isShown() ? 0 : 1;
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

        /** Another that nobody needs to see has begun. */
        void stayUntil(double nextShown) {
            shown = nextShown;
        }

        /** Whether it was wanted before. */
        boolean isShown() {
            return converted != null;
        }

        boolean isThere() {
            return shown > Double.NEGATIVE_INFINITY;
        }

        /** When it began, or the last that took its place. */
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
