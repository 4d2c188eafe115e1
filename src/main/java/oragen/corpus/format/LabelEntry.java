package oragen.corpus.format;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one line or element of a label file gives. */
public sealed interface LabelEntry {
    /** Line of the file from 1, or 0 where a file has no lines. */
    long line();

    /** What a label belongs to. */
    enum Level {
        /** One clip or image. */
        ITEM,
        /** All clips of a speaker, or of a folder. */
        SPEAKER,
        /** One clip, of which only the duration is told: it makes nothing a clip, and is not missed. */
        DURATION
    }

    /**
     * A label.
     *
     * @param key that the reader gives to the media file, or the speaker's, too
     * @param values by column of the manifest, or by a further name; never empty strings
     * @param problem what else the line holds that cannot be used; null where all of it can
     */
    record Labelled(
            long line,
            Level level,
            String key,
            Map<String, String> values,
            @Nullable String problem) implements LabelEntry {
        public Labelled {
            values = new TreeMap<>(values);
        }

        public Labelled(long line, Level level, String key, Map<String, String> values) {
            this(line, level, key, values, null);
        }
    }

    /** A line about something of which nothing is known, and that is no clip therefore. */
    record Unlabelled(long line) implements LabelEntry {}

    /** A line that cannot be used, and why. */
    record Malformed(long line, String message) implements LabelEntry {}

    /** Something that the reader has no use for, told of once a name. */
    record Unknown(long line, String name) implements LabelEntry {}
}
