package oragen.face;

/**
 * Six places on a face in pixels of its frame. Right and left are the person's own: the right eye of somebody who
 * looks into the camera lies left in the picture.
 *
 * @param rightTragion where the right ear meets the cheek
 * @param leftTragion where the left ear meets the cheek
 */
public record FaceKeyPoints(
        FramePoint rightEye,
        FramePoint leftEye,
        FramePoint noseTip,
        FramePoint mouthCentre,
        FramePoint rightTragion,
        FramePoint leftTragion) {

    /** Where the points of an upright face that looks into the camera lie; means over detected faces. */
    public static FaceKeyPoints estimated(FaceBox box) {
        return new FaceKeyPoints(
                inside(box, 0.30, 0.31),
                inside(box, 0.70, 0.31),
                inside(box, 0.50, 0.56),
                inside(box, 0.50, 0.75),
                inside(box, 0.10, 0.36),
                inside(box, 0.90, 0.36));
    }

    /**
     * By how many degrees the face is turned clockwise in its picture, in [-180, 180]. The line between the eyes and
     * the one from eyes to mouth count as much as they are long: a face in profile has its eyes close together.
     */
    double tiltDegrees() {
        double middleX = (rightEye.x() + leftEye.x()) / 2;
        double middleY = (rightEye.y() + leftEye.y()) / 2;
        double across = leftEye.x() - rightEye.x() + mouthCentre.y() - middleY;
        double down = leftEye.y() - rightEye.y() - (mouthCentre.x() - middleX);
        return Math.toDegrees(Math.atan2(down, across));
    }

    private static FramePoint inside(FaceBox box, double across, double down) {
        return new FramePoint(box.left() + across * box.width(), box.top() + down * box.height());
    }
}
