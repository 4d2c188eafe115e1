package oragen.spark;

import oragen.encode.VisualFeatures;
import org.jspecify.annotations.Nullable;

/**
 * A frame that the networks have looked at.
 *
 * @param faceCount faces on it
 * @param features of the speaker's face; null without one
 */
record SeenFrame(int second, int faceCount, @Nullable VisualFeatures features) {
    /** Bytes of memory, roughly. */
    int bytes() {
        return features == null ? 64 : 64 + features.values().length * Float.BYTES;
    }
}
