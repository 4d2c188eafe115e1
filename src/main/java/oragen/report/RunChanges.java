package oragen.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of the clips of another run in this one.
 *
 * @param counts clips by task and change
 * @param classes how often a class became another one, the most frequent first
 * @param clips those to look at first, some of each task
 */
public record RunChanges(String otherRun, List<Count> counts, List<ClassChange> classes, List<ClipChange> clips) {
    /** What became of a clip's prediction. */
    public enum Change {
        SAME,
        /** Right where the other was wrong, or an age nearer to the truth. */
        BETTER,
        WORSE,
        /** Another prediction, as wrong as before, or of a clip without a label. */
        OTHER,
        /** Only this run has a prediction. */
        GAINED,
        /** Only the other has one. */
        LOST;

        /** The word of the table of changes. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public record Count(String task, Change change, long clips) {}

    /** Clips that the other run took for one class and this one for another. */
    public record ClassChange(String task, String before, String now, Change change, long clips) {}

    /**
     * One clip.
     *
     * @param truth null without a label
     * @param before what the other run predicts; classes, or years
     */
    public record ClipChange(
            String task, String clip, @Nullable String truth, String before, String now, Change change) {}
}
