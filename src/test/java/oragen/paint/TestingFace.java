package oragen.paint;

import oragen.face.FaceKeyPoints;
import oragen.face.FramePoint;
import oragen.media.VideoFrame;

/** A grey chequered picture, whose chequers a mask hides; the face on it is nowhere but in its key points. */
final class TestingFace {
    /** Odd, so that chequers differ from the end of one row to the start of the next. */
    static final int SIDE = 401;

    private final double degrees;
    private final double unit;
    private final double nose;
    private final FramePoint centre;

    /** @param degrees clockwise; unit the distance of the eyes; nose how far it points to the right, 0 to the front */
    private TestingFace(double degrees, double unit, double nose, FramePoint centre) {
        this.degrees = degrees;
        this.unit = unit;
        this.nose = nose;
        this.centre = centre;
    }

    static TestingFace upright() {
        return new TestingFace(0, 60, 0, new FramePoint(SIDE / 2.0, SIDE / 2.0));
    }

    TestingFace turnedBy(double otherDegrees) {
        return new TestingFace(otherDegrees, unit, nose, centre);
    }

    TestingFace sized(double otherUnit) {
        return new TestingFace(degrees, otherUnit, nose, centre);
    }

    TestingFace lookingAside(double otherNose) {
        return new TestingFace(degrees, unit, otherNose, centre);
    }

    TestingFace at(double x, double y) {
        return new TestingFace(degrees, unit, nose, new FramePoint(x, y));
    }

    static VideoFrame picture() {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int index = 0; index < rgb.length; index++) {
            int pixel = index / 3;
            rgb[index] = (byte) ((pixel % SIDE + pixel / SIDE) % 2 == 0 ? 90 : 150);
        }
        return new VideoFrame(0, SIDE, SIDE, rgb);
    }

    FaceKeyPoints keyPoints() {
        return new FaceKeyPoints(
                point(-0.5, -0.55),
                point(0.5, -0.55),
                point(nose, 0.1),
                point(nose / 2, 0.55),
                point(-1.1 - nose, -0.25),
                point(1.1 - nose, -0.25));
    }

    private FramePoint point(double x, double y) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        return new FramePoint(centre.x() + unit * (x * cosine - y * sine), centre.y() + unit * (x * sine + y * cosine));
    }
}
