package oragen.face;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import oragen.bundle.BundleManifest;
import oragen.media.VideoFrame;

/** Which part of a frame shows a face, and which of several faces is the largest: the rule of a bundle. */
public final class CropRule {
    /** Beyond every frame; a given box may say anything, and its widest margins still are numbers of pixels. */
    private static final int FARTHEST = 1 << 25;

    private final BundleManifest.FaceCrop parameters;

    public CropRule(BundleManifest.FaceCrop parameters) {
        this.parameters = parameters;
    }

    /** The pixels that become the crop of a face; none if it lies beyond the frame and crops are clipped. */
    Optional<PixelRegion> region(VideoFrame frame, FaceBox box) {
        PixelRegion region = switch (parameters.shape()) {
            case SQUARE -> PixelRegion.around(box, 1 + 2 * parameters.margin());
            case STRETCHED -> stretched(box);
        };
        return switch (parameters.edge()) {
            case PADDED -> Optional.of(region);
            case CLIPPED -> region.intersection(PixelRegion.whole(frame));
        };
    }

    /** What a face counts as, in pixels: its box, or what is left of a clipped crop. */
    double area(VideoFrame frame, FaceBox box) {
        return switch (parameters.edge()) {
            case PADDED -> box.area();
            case CLIPPED -> region(frame, box).map(PixelRegion::area).orElse(0L);
        };
    }

    /** The faces that have a crop. */
    List<DetectedFace> shown(VideoFrame frame, List<DetectedFace> faces) {
        return faces.stream()
                .filter(face -> region(frame, face.box()).isPresent())
                .toList();
    }

    /**
     * Of faces that are equally large, the leftmost and topmost where crops are padded, the one with the highest score
     * where they are clipped, so that the order never depends on chance.
     */
    Comparator<DetectedFace> largestFirst(VideoFrame frame) {
        Comparator<DetectedFace> byArea = Comparator.comparingDouble(face -> -area(frame, face.box()));
        return switch (parameters.edge()) {
            case PADDED ->
                byArea.thenComparingDouble(face -> face.box().left())
                        .thenComparingDouble(face -> face.box().top());
            case CLIPPED -> byArea.thenComparingDouble(face -> -face.score());
        };
    }

    private PixelRegion stretched(FaceBox box) {
        int left = pixel(box.left());
        int top = pixel(box.top());
        int width = Math.max(1, pixel(box.right()) - left);
        int height = Math.max(1, pixel(box.bottom()) - top);
        int marginX = (int) Math.rint(parameters.margin() * width);
        int marginY = (int) Math.rint(parameters.margin() * height);
        return new PixelRegion(left - marginX, top - marginY, width + 2 * marginX, height + 2 * marginY);
    }

    /** Half to even, as Python rounds. */
    private static int pixel(double edge) {
        return (int) Math.rint(Math.max(-FARTHEST, Math.min(FARTHEST, edge)));
    }
}
