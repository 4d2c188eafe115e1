package oragen.corpus.format;

import java.util.ArrayList;
import java.util.List;
import oragen.corpus.CorpusPaths;

/**
 * How a label finds its media file. All but {@code KEY} take a label's key for a path as the label file gives it, and a
 * media file's for its path from the root.
 */
public enum LabelMatch {
    /** Both have the same key. */
    KEY,
    /** The path starts at the label file's folder or, failing that, at the root. */
    FILE,
    /** The file that shares most of the path, counted from its end. */
    SUFFIX,
    /** Likewise, and media may have been converted: the ending counts only between files that are alike otherwise. */
    SUFFIX_ANY_ENDING;

    /**
     * A path, or the end of one, that a file may be known by.
     *
     * @param score of several that fit the highest counts
     * @param whole whether all that the label says of the path is in it
     */
    public record Tail(String text, int score, boolean whole) {}

    /** What a media file may be known by. */
    public List<Tail> ofMedia(String path) {
        return switch (this) {
            case KEY, FILE -> List.of(new Tail(path, 0, true));
            case SUFFIX, SUFFIX_ANY_ENDING -> tails(path, 0);
        };
    }

    /** What the file of a label may be known by, the label file lying in a folder. */
    public List<Tail> ofLabel(String folder, String given) {
        String fromRoot = CorpusPaths.join("", given);
        return switch (this) {
            case KEY -> List.of(new Tail(given, 0, true));
            case FILE -> List.of(new Tail(CorpusPaths.join(folder, given), 2, true), new Tail(fromRoot, 1, true));
            case SUFFIX, SUFFIX_ANY_ENDING ->
                tails(CorpusPaths.join(folder, given), CorpusPaths.parts(fromRoot).length);
        };
    }

    private List<Tail> tails(String path, int givenParts) {
        List<Tail> tails = new ArrayList<>();
        int parts = CorpusPaths.parts(path).length;
        for (int count = 1; count <= parts; count++) {
            String tail = CorpusPaths.tail(path, count);
            tails.add(new Tail(tail, 2 * count + 1, count >= givenParts));
            if (this == SUFFIX_ANY_ENDING) {
                tails.add(new Tail(CorpusPaths.withoutEnding(tail) + ".*", 2 * count, count >= givenParts));
            }
        }
        return tails;
    }
}
