package oragen.pipeline.decode;

import java.util.Iterator;
import java.util.Optional;
import oragen.corpus.Clip;
import org.jspecify.annotations.Nullable;

/** What decoding tells of clips, one after the other. */
public interface DecodedClips extends AutoCloseable {
    /** Waits for the next event; nothing where the decoder is stuck, so that none came in the time limit. */
    Optional<DecodeEvent> next() throws InterruptedException;

    /** The clip that is being decoded; null before the first. */
    @Nullable
    Clip current();

    /** Leaves a stuck decoder to itself: it takes no further clip. */
    void abandon();

    @Override
    void close();

    /** Starts to decode clips: the first time, and again for those behind a clip that got stuck. */
    @FunctionalInterface
    interface Decoder {
        DecodedClips decode(Iterator<ClipShare> clips);
    }
}
