package oragen.spark.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code explain} has written.
 *
 * @param pages of clips, in their order
 * @param index list of several pages; null of one
 */
public record ExplainSummary(List<Page> pages, @Nullable String index) {
    /**
     * A clip.
     *
     * @param page where it was written; null where the clip could not be looked at
     * @param problem why it could not, or could not be decoded any more; null where all is well
     * @param differs whether the result is not the one that was recorded
     */
    public record Page(
            String clipId, @Nullable String page, @Nullable String problem, boolean differs) {}

    /** Clips whose media are gone, or cannot be used any more. */
    public long failed() {
        return pages.stream().filter(page -> page.problem() != null).count();
    }
}
