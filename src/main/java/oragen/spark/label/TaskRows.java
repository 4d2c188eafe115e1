package oragen.spark.label;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import oragen.pipeline.FeatureFile;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of a task → rows of its product: those of predictions and rejects, or one for each window with features, where
 * rejects go to their meter.
 */
final class TaskRows implements Iterator<Row>, AutoCloseable {
    private final Iterator<EncodedOutcome> outcomes;
    private final WaveMeters meters;
    private final @Nullable FeatureRowCodec features;
    private final Deque<Row> ready = new ArrayDeque<>();
    private FeatureFile.@Nullable Reader reader;
    private @Nullable Row clip;
    private int windowsLeft;

    /** @param features writes rows of windows; null where predictions are the product */
    TaskRows(Iterator<EncodedOutcome> outcomes, WaveMeters meters, @Nullable FeatureRowCodec features) {
        this.outcomes = outcomes;
        this.meters = meters;
        this.features = features;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && windowsLeft == 0) {
            close();
            if (!outcomes.hasNext()) {
                return false;
            }
            take(outcomes.next());
        }
        return true;
    }

    private void take(EncodedOutcome outcome) {
        meters.count(outcome);
        if (features == null) {
            ready.addAll(outcome.rows());
        } else if (outcome.features() == null) {
            meters.rejected().add(outcome.rows().get(0));
        } else {
            clip = outcome.rows().get(0);
            windowsLeft = outcome.features().windows();
            reader = outcome.features().read();
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the partition is labelled");
        }
        if (!ready.isEmpty()) {
            return ready.remove();
        }
        if (features == null || clip == null || reader == null) {
            throw new IllegalStateException("no window waits");
        }
        windowsLeft--;
        return features.encode(clip, reader.next());
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
