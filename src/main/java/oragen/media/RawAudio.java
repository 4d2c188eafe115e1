package oragen.media;

import java.io.Serializable;
import oragen.InputException;

/** How headerless audio files are to be read. @param encoding {@code s16le}, {@code alaw} or {@code mulaw} */
public record RawAudio(String encoding, int sampleRate, int channels) implements Serializable {
    public RawAudio {
        if (!encoding.matches("s16le|alaw|mulaw")) {
            throw new InputException("raw audio", encoding, "use s16le, alaw or mulaw");
        }
        if (sampleRate < 1000 || sampleRate > 384_000 || channels < 1 || channels > 64) {
            throw new InputException(
                    "raw audio",
                    sampleRate + " Hz, " + channels + " channels",
                    "use a positive rate and number of channels");
        }
    }
}
