package oragen.pipeline.decode;

import oragen.corpus.Clip;
import oragen.media.PicturePart;
import org.jspecify.annotations.Nullable;

/**
 * What is decoded of a clip at once: all of it; some of its pictures; or its sound beside pictures that were seen before.
 *
 * @param pictures the only pictures that are meant; null for all
 * @param seen what was seen before of all its pictures; null where they are decoded
 * @param content the bytes of the clip's file, not copied, which the clip's id names, with the file's ending; null where
 *     they lie at its path
 */
public record ClipShare(
        Clip clip, @Nullable PicturePart pictures, @Nullable SeenPictures seen, byte @Nullable [] content) {
    public static ClipShare whole(Clip clip) {
        return new ClipShare(clip, null, null, null);
    }

    public static ClipShare of(Clip clip, byte[] content) {
        return new ClipShare(clip, null, null, content);
    }
}
