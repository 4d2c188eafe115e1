package oragen.paint;

import java.util.List;
import oragen.face.FaceKeyPoints;
import oragen.face.FramePoint;

/**
 * How a head stands in the picture: an average head turned, scaled and stretched until its key points lie where those
 * of the face do. Distances along the line of sight are scaled as those in the picture are.
 */
final class HeadPose {
    /** Key points of an average head in the coordinates of {@link Surface.Shape}, in the order of the face's. */
    private static final List<Vector3> HEAD = List.of(
            new Vector3(-0.5, 0, 0),
            new Vector3(0.5, 0, 0),
            new Vector3(0, 0.62, 0.45),
            new Vector3(0, 1.1, 0.2),
            new Vector3(-1.12, 0.28, -1.2),
            new Vector3(1.12, 0.28, -1.2));

    /** Ears are often hidden, and their points guessed. */
    private static final double[] WEIGHTS = {1, 1, 1, 1, 0.35, 0.35};
    /** People's faces are longer or shorter by about this part; more is a nod that the fit took for it. */
    private static final double LARGEST_STRETCH = 0.15;

    /** Far below what any detector finds, and above rounding. */
    private static final double SMALLEST_UNIT_PIXELS = 1e-3;

    private final Vector3 right;
    private final Vector3 down;
    private final Vector3 forward;
    private final double unitPixels;
    private final double stretch;
    private final FramePoint origin;

    private HeadPose(Axes axes, double unitPixels, double stretch, FramePoint origin) {
        this.right = axes.right;
        this.down = axes.down;
        this.forward = axes.right.cross(axes.down);
        this.unitPixels = unitPixels;
        this.stretch = stretch;
        this.origin = origin;
    }

    /** Rows of a rotation: what the head's coordinates add to the picture's. */
    private record Axes(Vector3 right, Vector3 down) {}

    static HeadPose of(FaceKeyPoints face) {
        List<FramePoint> points = List.of(
                face.rightEye(),
                face.leftEye(),
                face.noseTip(),
                face.mouthCentre(),
                face.rightTragion(),
                face.leftTragion());
        Vector3 alongX = fit(points.stream().mapToDouble(FramePoint::x).toArray());
        Vector3 alongY = fit(points.stream().mapToDouble(FramePoint::y).toArray());
        double unitPixels = (alongX.length() + alongY.length()) / 2;
        if (!(unitPixels > SMALLEST_UNIT_PIXELS)) {
            throw new IllegalArgumentException("the key points " + face + " span no face");
        }
        Axes axes = orthogonal(alongX.unit(), alongY.unit());
        HeadPose plain = new HeadPose(axes, unitPixels, 1, new FramePoint(0, 0));
        double stretch = plain.stretchOf(points);
        HeadPose stretched = new HeadPose(axes, unitPixels, stretch, new FramePoint(0, 0));
        return new HeadPose(axes, unitPixels, stretch, stretched.originOf(points));
    }

    /** Pixels of the distance between the eyes of a face that looks into the camera. */
    double unitPixels() {
        return unitPixels;
    }

    /** A point of the head in the picture: x and y in pixels of the frame, z towards the viewer. */
    Vector3 inPicture(Vector3 point) {
        Vector3 own = new Vector3(point.x(), point.y() * stretch, point.z());
        return new Vector3(
                origin.x() + unitPixels * right.dot(own),
                origin.y() + unitPixels * down.dot(own),
                unitPixels * forward.dot(own));
    }

    /** The linear map of the head's coordinates to one of the picture's, by weighted least squares. */
    private static Vector3 fit(double[] values) {
        Vector3 mean = new Vector3(0, 0, 0);
        double meanValue = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            mean = mean.plus(HEAD.get(i).times(WEIGHTS[i]));
            meanValue += values[i] * WEIGHTS[i];
            total += WEIGHTS[i];
        }
        mean = mean.times(1 / total);
        Vector3[] rows = {new Vector3(0, 0, 0), new Vector3(0, 0, 0), new Vector3(0, 0, 0)};
        Vector3 sum = new Vector3(0, 0, 0);
        for (int i = 0; i < values.length; i++) {
            Vector3 point = HEAD.get(i).minus(mean);
            Vector3 weighted = point.times(WEIGHTS[i]);
            rows[0] = rows[0].plus(point.times(weighted.x()));
            rows[1] = rows[1].plus(point.times(weighted.y()));
            rows[2] = rows[2].plus(point.times(weighted.z()));
            sum = sum.plus(weighted.times(values[i] - meanValue / total));
        }
        return solve(rows, sum);
    }

    /** Cramer's rule. */
    private static Vector3 solve(Vector3[] rows, Vector3 sum) {
        Vector3 first = rows[1].cross(rows[2]);
        Vector3 second = rows[2].cross(rows[0]);
        Vector3 third = rows[0].cross(rows[1]);
        return first.times(sum.x())
                .plus(second.times(sum.y()))
                .plus(third.times(sum.z()))
                .times(1 / rows[0].dot(first));
    }

    /** The two axes turned apart by equal angles until they are at right angles. */
    private static Axes orthogonal(Vector3 right, Vector3 down) {
        Vector3 between = right.plus(down).unit();
        Vector3 across = right.minus(down).unit();
        return new Axes(
                between.plus(across).times(Math.sqrt(0.5)),
                between.minus(across).times(Math.sqrt(0.5)));
    }

    private double stretchOf(List<FramePoint> points) {
        Vector3 eyes = inPicture(HEAD.get(0)).towards(inPicture(HEAD.get(1)), 0.5);
        Vector3 expected = inPicture(HEAD.get(3)).minus(eyes);
        double x = points.get(3).x() - (points.get(0).x() + points.get(1).x()) / 2;
        double y = points.get(3).y() - (points.get(0).y() + points.get(1).y()) / 2;
        double ratio =
                (x * expected.x() + y * expected.y()) / (expected.x() * expected.x() + expected.y() * expected.y());
        return Math.max(1 - LARGEST_STRETCH, Math.min(1 + LARGEST_STRETCH, ratio));
    }

    /** Such that eyes, nose and mouth lie right on average. */
    private FramePoint originOf(List<FramePoint> points) {
        double x = 0;
        double y = 0;
        int count = 4;
        for (int i = 0; i < count; i++) {
            Vector3 expected = inPicture(HEAD.get(i));
            x += (points.get(i).x() - expected.x()) / count;
            y += (points.get(i).y() - expected.y()) / count;
        }
        return new FramePoint(x, y);
    }
}
