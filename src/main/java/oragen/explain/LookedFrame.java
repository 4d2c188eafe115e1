package oragen.explain;

import java.util.List;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
import org.jspecify.annotations.Nullable;

/**
 * A frame that was looked at.
 *
 * @param width and {@code height}: of the frame in pixels, in which boxes are given
 * @param faces all that were found
 * @param speaker the one that was cropped; null where there is none
 * @param hidden whether a painted mask has hidden the speaker's face
 * @param shot null where the picture was not kept
 * @param film a larger JPEG for a film; null where none is wanted
 */
record LookedFrame(
        int second,
        int width,
        int height,
        List<FaceBox> faces,
        @Nullable DetectedFace speaker,
        boolean hidden,
        @Nullable Shot shot,
        byte @Nullable [] film) {
    /**
     * Pictures of a frame, as JPEG.
     *
     * @param crop what the encoder saw; null where nothing was encoded
     */
    record Shot(byte[] page, byte @Nullable [] crop) {}

    boolean showsSpeaker() {
        return speaker != null;
    }

    /** Faces but the speaker's. */
    List<FaceBox> others() {
        return faces.stream()
                .filter(face -> speaker == null || face.intersectionOverUnion(speaker.box()) < 1)
                .toList();
    }

    LookedFrame withoutShot() {
        return new LookedFrame(second, width, height, faces, speaker, hidden, null, film);
    }
}
