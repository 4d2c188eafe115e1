package oragen.training.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import oragen.encode.VisualEncoder;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.face.FaceKeyPoints;
import oragen.face.FramePoint;
import oragen.label.MaskType;
import oragen.media.VideoFrame;
import oragen.paint.MaskPainter;

/**
 * Faces with painted masks → descriptors. Each view varies as pictures do: pixels, compression, light, left and right, and
 * where the detector's box lies, which is the box that the detector finds on the painted face.
 */
final class FaceViews {
    private static final int CHANNELS = 3;
    /** Of the picture that is kept around a face, in longer sides of its box. */
    private static final double SURROUNDINGS = 2.4;

    /** Larger faces are shrunk to this: crops of the encoder are not larger. */
    private static final double LARGEST_SIDE = 180;

    private static final double SAME_FACE_OVERLAP = 0.3;
    /** The share of degraded views that end around the face. */
    private static final double TIGHT = 0.4;

    private final FaceCropper cropper;
    private final FaceDetector detector;
    private final List<VisualEncoder> encoders;
    private final MaskPainter painter;

    /** How a picture came to be seen: as it was, or after what happens to pictures on their way. */
    enum Quality {
        CLEAR,
        DEGRADED
    }

    /**
     * A descriptor of a face with a mask.
     *
     * @param face place among the faces
     */
    record Example(int face, MaskType type, Quality quality, float[] descriptor) {}

    /** @param encoders of different precisions, of which each view has one by chance */
    FaceViews(FaceCropper cropper, FaceDetector detector, List<VisualEncoder> encoders, MaskPainter painter) {
        this.cropper = cropper;
        this.detector = detector;
        this.encoders = List.copyOf(encoders);
        this.painter = painter;
    }

    /** @param paints masks of each type on each face, each seen in each quality; bare faces twice as often */
    List<Example> examples(List<PictureFace> faces, int paints, long seed) {
        List<Example> examples = new ArrayList<>();
        for (int face = 0; face < faces.size(); face++) {
            PictureFace near = near(faces.get(face));
            // Of each face alone, so that it does not depend on those before it.
            Random random = new Random(seed * 1_000_003 + face);
            for (MaskType type : MaskType.values()) {
                int pictures = type == MaskType.NO_MASK ? 2 * paints : paints;
                for (int picture = 0; picture < pictures; picture++) {
                    VideoFrame painted = painter.paint(near.frame(), near.face().keyPoints(), type, random.nextLong());
                    FaceBox bare = near.face().box();
                    FaceBox box = type == MaskType.NO_MASK ? bare : found(painted, bare);
                    for (Quality quality : Quality.values()) {
                        VisualEncoder encoder = encoders.get(random.nextInt(encoders.size()));
                        float[] crop = crop(painted, box, quality, random);
                        examples.add(new Example(
                                face,
                                type,
                                quality,
                                encoder.encode(List.of(crop)).get(0).values()));
                    }
                }
            }
        }
        return examples;
    }

    private float[] crop(VideoFrame painted, FaceBox box, Quality quality, Random random) {
        FaceBox moved = jitter(box, random);
        boolean mirrored = random.nextBoolean();
        VideoFrame seen = switch (quality) {
            case CLEAR -> painted;
            case DEGRADED -> {
                VideoFrame kept = random.nextDouble() < TIGHT ? tight(painted, box, random) : painted;
                yield new Degradation(random).of(kept, Math.max(box.width(), box.height()));
            }
        };
        return cropper.crop(mirrored ? mirror(seen) : seen, mirrored ? mirror(moved, seen.width()) : moved);
    }

    /** The box of the painted face as the detector sees it; where it was if it is not seen. */
    private FaceBox found(VideoFrame painted, FaceBox bare) {
        return detector.detect(List.of(painted)).get(0).stream()
                .map(DetectedFace::box)
                .filter(box -> box.intersectionOverUnion(bare) > SAME_FACE_OVERLAP)
                .findFirst()
                .orElse(bare);
    }

    private static PictureFace near(PictureFace face) {
        FaceBox box = face.face().box();
        VideoFrame frame = face.frame();
        double side = Math.max(box.width(), box.height());
        double reach = side * SURROUNDINGS / 2;
        double centreX = (box.left() + box.right()) / 2;
        double centreY = (box.top() + box.bottom()) / 2;
        int left = (int) Math.max(0, Math.floor(centreX - reach));
        int top = (int) Math.max(0, Math.floor(centreY - reach));
        int right = (int) Math.min(frame.width(), Math.ceil(centreX + reach));
        int bottom = (int) Math.min(frame.height(), Math.ceil(centreY + reach));
        double scale = Math.min(1, LARGEST_SIDE / side);
        VideoFrame cut = cut(frame, left, top, right - left, bottom - top);
        VideoFrame shrunk = Degradation.resized(cut, (int) Math.max(1, Math.round(cut.width() * scale)), (int)
                Math.max(1, Math.round(cut.height() * scale)));
        FaceKeyPoints points = face.face().keyPoints();
        Place place = new Place(left, top, scale);
        return new PictureFace(
                face.person(),
                shrunk,
                new DetectedFace(
                        new FaceBox(
                                place.x(box.left()), place.y(box.top()), place.x(box.right()), place.y(box.bottom())),
                        face.face().score(),
                        new FaceKeyPoints(
                                place.of(points.rightEye()),
                                place.of(points.leftEye()),
                                place.of(points.noseTip()),
                                place.of(points.mouthCentre()),
                                place.of(points.rightTragion()),
                                place.of(points.leftTragion()))));
    }

    /** Where points lie on a part of a picture that was cut out and shrunk. */
    private record Place(int left, int top, double scale) {
        double x(double of) {
            return (of - left) * scale;
        }

        double y(double of) {
            return (of - top) * scale;
        }

        FramePoint of(FramePoint point) {
            return new FramePoint(x(point.x()), y(point.y()));
        }
    }

    private static VideoFrame cut(VideoFrame frame, int left, int top, int width, int height) {
        byte[] rgb = new byte[width * height * CHANNELS];
        for (int row = 0; row < height; row++) {
            int source = ((top + row) * frame.width() + left) * CHANNELS;
            System.arraycopy(frame.rgb(), source, rgb, row * width * CHANNELS, width * CHANNELS);
        }
        return new VideoFrame(frame.second(), width, height, rgb);
    }

    /** As of a picture that ends around the face, beyond which crops are black. */
    private static VideoFrame tight(VideoFrame frame, FaceBox box, Random random) {
        double halfWidth = box.width() / 2;
        double halfHeight = box.height() / 2;
        double centreX = (box.left() + box.right()) / 2;
        double centreY = (box.top() + box.bottom()) / 2;
        double left = centreX - halfWidth * reach(random);
        double right = centreX + halfWidth * reach(random);
        double top = centreY - halfHeight * reach(random);
        double bottom = centreY + halfHeight * reach(random);
        byte[] rgb = frame.rgb().clone();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                if (x < left || x > right || y < top || y > bottom) {
                    int start = (y * frame.width() + x) * CHANNELS;
                    Arrays.fill(rgb, start, start + CHANNELS, (byte) 0);
                }
            }
        }
        return new VideoFrame(frame.second(), frame.width(), frame.height(), rgb);
    }

    private static double reach(Random random) {
        return 0.85 + 0.5 * random.nextDouble();
    }

    private static FaceBox jitter(FaceBox box, Random random) {
        double side = Math.max(box.width(), box.height());
        double growth = 0.88 + 0.24 * random.nextDouble();
        double moveX = side * 0.1 * (random.nextDouble() - 0.5);
        double moveY = side * 0.1 * (random.nextDouble() - 0.5);
        double centreX = (box.left() + box.right()) / 2 + moveX;
        double centreY = (box.top() + box.bottom()) / 2 + moveY;
        double halfWidth = box.width() * growth / 2;
        double halfHeight = box.height() * growth / 2;
        return new FaceBox(centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight);
    }

    private static FaceBox mirror(FaceBox box, int width) {
        return new FaceBox(width - box.right(), box.top(), width - box.left(), box.bottom());
    }

    private static VideoFrame mirror(VideoFrame frame) {
        byte[] rgb = new byte[frame.rgb().length];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int from = (y * frame.width() + x) * CHANNELS;
                int to = (y * frame.width() + frame.width() - 1 - x) * CHANNELS;
                System.arraycopy(frame.rgb(), from, rgb, to, CHANNELS);
            }
        }
        return new VideoFrame(frame.second(), frame.width(), frame.height(), rgb);
    }
}
