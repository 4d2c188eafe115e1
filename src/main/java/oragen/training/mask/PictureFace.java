package oragen.training.mask;

import java.util.List;
import java.util.Optional;
import oragen.face.DetectedFace;
import oragen.face.FaceChooser;
import oragen.face.FaceDetector;
import oragen.media.VideoFrame;

/** The face of a person with the picture that it was found on. */
record PictureFace(Person person, VideoFrame frame, DetectedFace face) {
    /** Nothing where no face is found. */
    static Optional<PictureFace> on(VideoFrame picture, Person person, FaceDetector detector, FaceChooser chooser) {
        return chooser.choose(picture, detector.detect(List.of(picture)).get(0))
                .map(face -> new PictureFace(person, picture, face));
    }
}
