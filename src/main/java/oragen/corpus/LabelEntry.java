package oragen.corpus;

import java.util.Map;
import java.util.TreeMap;

/** What one line or element of a label file gives. */
public sealed interface LabelEntry {
    /** Line of the file from 1, or 0 where a file has no lines. */
    long line();

    /** What a label belongs to: one item (a clip or an image), or all clips of a speaker. */
    enum Level {
        ITEM,
        SPEAKER
    }

    /**
     * A label.
     *
     * @param key that the reader gives to the media file, or the speaker's, too
     * @param values by column of the manifest, or by a further name; never empty strings
     */
    record Labelled(long line, Level level, String key, Map<String, String> values) implements LabelEntry {
        public Labelled {
            values = new TreeMap<>(values);
        }
    }

    /** A line that cannot be used, and why. */
    record Malformed(long line, String message) implements LabelEntry {}

    /** Something that the reader has no use for, told of once a name. */
    record Unknown(long line, String name) implements LabelEntry {}
}
