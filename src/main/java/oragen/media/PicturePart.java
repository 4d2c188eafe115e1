package oragen.media;

import java.io.Serializable;

/**
 * One of {@code count} parts of a clip's pictures, cut at full minutes of what the container declares. The last is open
 * at its end; where nothing is declared it holds all, and the others nothing.
 *
 * @param index from 0
 */
public record PicturePart(int index, int count) implements Serializable {
    /** Choosers of faces start anew at each full minute: parts give the same faces as the whole. */
    public static final int GRAIN_SECONDS = 60;

    public PicturePart {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("part " + index + " of " + count);
        }
    }

    /** First second of the part, on the clip's timeline. */
    int firstSecond(double declaredSeconds) {
        return boundary(index, declaredSeconds);
    }

    /** The second before which the part ends. */
    double endSecond(double declaredSeconds) {
        return index == count - 1 ? Double.POSITIVE_INFINITY : boundary(index + 1, declaredSeconds);
    }

    private int boundary(int part, double declaredSeconds) {
        return (int) (Math.max(0, declaredSeconds) * part / count / GRAIN_SECONDS) * GRAIN_SECONDS;
    }
}
