package oragen.spark.explain;

import java.util.List;
import oragen.explain.Keeping;
import oragen.spark.clips.ContentColumns;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked of {@code explain}.
 *
 * @param output folder of {@code label}
 * @param run key of one of its runs; null for the only one
 * @param clipIds clips to be explained; if none are, the worst
 * @param worst so many clips
 * @param labels manifest whose labels count instead of those in the predictions; null for those
 * @param bundle folder of the run's bundle; null for the embedded one
 * @param columns where clips lie in tables; null where those are no tables of clips
 * @param to folder of the pages; null for {@code explain} in the output folder
 */
public record ExplainOptions(
        String output,
        @Nullable String run,
        List<String> clipIds,
        int worst,
        WorstBy by,
        @Nullable String labels,
        @Nullable String bundle,
        @Nullable ContentColumns columns,
        @Nullable String to,
        Keeping keeping) {
    public ExplainOptions {
        clipIds = List.copyOf(clipIds);
    }
}
