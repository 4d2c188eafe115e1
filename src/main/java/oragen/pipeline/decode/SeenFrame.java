package oragen.pipeline.decode;

import java.util.List;
import oragen.encode.VisualFeatures;

/**
 * A frame that the networks have looked at.
 *
 * @param faceCount faces on it
 * @param features of the speaker's face, one for each occlusion; none without a face
 */
public record SeenFrame(int second, int faceCount, List<VisualFeatures> features) {
    /** Bytes of memory, roughly. */
    int bytes() {
        return 64
                + features.stream()
                        .mapToInt(face -> face.values().length * Float.BYTES)
                        .sum();
    }
}
