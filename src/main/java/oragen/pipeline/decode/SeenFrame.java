package oragen.pipeline.decode;

import java.util.List;
import oragen.encode.VisualFeatures;
import org.jspecify.annotations.Nullable;

/**
 * A frame that the networks have looked at.
 *
 * @param faceCount faces on it
 * @param features of the speaker's face, one for each occlusion, null where the painted face is not found; none without a
 *     face
 */
public record SeenFrame(int second, int faceCount, List<@Nullable VisualFeatures> features) {
    /** Bytes of memory, roughly. */
    int bytes() {
        return 64
                + features.stream()
                        .mapToInt(face -> face == null ? 0 : face.values().length * Float.BYTES)
                        .sum();
    }
}
