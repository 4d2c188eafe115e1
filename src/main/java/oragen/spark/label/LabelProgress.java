package oragen.spark.label;

/** Hears how far labelling has come; calls come from Spark's listener thread. */
@FunctionalInterface
public interface LabelProgress {
    /** @param done clips finished of {@code total} in this run */
    void advanced(long done, long total);

    /** Called before the first clip. */
    default void begins(LabelPlan plan) {
        // only those who show a plan take it
    }
}
