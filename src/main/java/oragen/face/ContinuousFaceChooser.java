package oragen.face;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import oragen.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/** Stays with the face of the previous second while it is there and not much smaller than the largest. */
final class ContinuousFaceChooser implements FaceChooser {
    /** A sitting speaker's boxes one second apart overlap by more; two neighbours' boxes hardly touch. */
    private static final double MINIMUM_OVERLAP = 0.3;
    /** A face of less than half the largest area belongs to somebody in the background. */
    private static final double MINIMUM_RELATIVE_AREA = 0.5;
    /** A wrong face is not kept for ever, and a long clip can be cut at these seconds with the same result. */
    private static final int RESTART_SECONDS = 60;

    private final CropRule rule;
    private @Nullable DetectedFace previous;
    private int previousSecond;

    ContinuousFaceChooser(CropRule rule) {
        this.rule = rule;
    }

    @Override
    public Optional<DetectedFace> choose(VideoFrame frame, List<DetectedFace> faces) {
        List<DetectedFace> shown = rule.shown(frame, faces);
        Optional<DetectedFace> largest = shown.stream().min(rule.largestFirst(frame));
        Optional<DetectedFace> chosen =
                largest.map(face -> continued(frame, shown, face).orElse(face));
        previous = chosen.orElse(null);
        previousSecond = frame.second();
        return chosen;
    }

    private Optional<DetectedFace> continued(VideoFrame frame, List<DetectedFace> faces, DetectedFace largest) {
        DetectedFace before = previous;
        int second = frame.second();
        boolean restarts = second / RESTART_SECONDS != previousSecond / RESTART_SECONDS;
        if (before == null || second != previousSecond + 1 || restarts) {
            return Optional.empty();
        }
        return faces.stream()
                .filter(face -> face.box().intersectionOverUnion(before.box()) >= MINIMUM_OVERLAP)
                .min(Comparator.<DetectedFace>comparingDouble(
                                face -> -face.box().intersectionOverUnion(before.box()))
                        .thenComparing(rule.largestFirst(frame)))
                .filter(face ->
                        rule.area(frame, face.box()) >= MINIMUM_RELATIVE_AREA * rule.area(frame, largest.box()));
    }
}
