package oragen.face;

import java.util.ArrayList;
import java.util.List;
import oragen.media.VideoFrame;

/** Overlapping squares that cover a large frame, for faces too small to be seen when it is shown whole. */
final class FaceTiles {
    /** At most 5 times as large as a detector image of 256; faces on larger frames get lost in shrinking. */
    private static final int LARGEST_WHOLE_SIDE = 1280;
    /** A face this large is a close-up of the speaker: tiles would only add people in the background. */
    private static final double CLOSE_UP = 1.0 / 8;
    /** Shrinks 3.75 times to 256, so that a face 200 pixels tall on a 4K frame is 53 tall, not 13. */
    private static final int SIDE = 960;
    /** Leaves an overlap of at least a quarter: every face up to 240 pixels lies in one tile whole. */
    private static final int LARGEST_STEP = SIDE * 3 / 4;

    private FaceTiles() {}

    static boolean worthwhile(VideoFrame frame, List<DetectedFace> found) {
        int longSide = Math.max(frame.width(), frame.height());
        return longSide > LARGEST_WHOLE_SIDE
                && found.stream()
                        .map(DetectedFace::box)
                        .noneMatch(box -> Math.max(box.width(), box.height()) >= CLOSE_UP * longSide);
    }

    static List<PixelRegion> covering(VideoFrame frame) {
        List<PixelRegion> tiles = new ArrayList<>();
        for (int top : starts(frame.height())) {
            for (int left : starts(frame.width())) {
                tiles.add(new PixelRegion(left, top, Math.min(SIDE, frame.width()), Math.min(SIDE, frame.height())));
            }
        }
        return tiles;
    }

    private static int[] starts(int length) {
        int free = Math.max(0, length - SIDE);
        int steps = (free + LARGEST_STEP - 1) / LARGEST_STEP;
        int[] starts = new int[steps + 1];
        for (int step = 1; step <= steps; step++) {
            starts[step] = (int) ((long) free * step / steps);
        }
        return starts;
    }
}
