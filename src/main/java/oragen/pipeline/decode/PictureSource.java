package oragen.pipeline.decode;

import java.util.Optional;
import oragen.media.MediaException;

/** Pictures of a clip that do not come with its sound, by rising second. */
interface PictureSource extends AutoCloseable {
    /** @param second on the clip's timeline */
    record Picture(int second, DecodeEvent event) {}

    /** The next one, or nothing at the end. */
    Optional<Picture> next() throws MediaException;

    @Override
    void close();
}
