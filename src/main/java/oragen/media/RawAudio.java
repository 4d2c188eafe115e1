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

    /**
     * What {@code ENCODING:RATE[:CHANNELS]} says, one channel where it names none.
     *
     * @param option that the text was given to, for messages
     */
    public static RawAudio parse(String option, String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length >= 2 && parts.length <= 3 && parts[0].matches("s16le|alaw|mulaw")) {
                int channels = parts.length == 3 ? Integer.parseInt(parts[2]) : 1;
                return new RawAudio(parts[0], Integer.parseInt(parts[1]), channels);
            }
        } catch (NumberFormatException e) {
            throw new InputException(option, text, "use a format such as s16le:8000 or alaw:8000:1", e);
        }
        throw new InputException(option, text, "use a format such as s16le:8000 or alaw:8000:1");
    }
}
