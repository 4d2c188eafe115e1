package oragen.spark.label;

import java.io.Serializable;
import java.util.List;
import oragen.pipeline.FeatureFile;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that can cross to another JVM of the same machine.
 *
 * @param rows of {@link OutcomeRowCodec}: of a prediction one for each occlusion, else one
 * @param features of the clip's windows; null where there are none
 */
record EncodedOutcome(List<Row> rows, @Nullable FeatureFile features) implements Serializable {
    private static final int REASON = OutcomeRowCodec.SCHEMA.fieldIndex("reason");
    private static final int WINDOW_COUNT = OutcomeRowCodec.SCHEMA.fieldIndex("window_count");
    private static final int DURATION = OutcomeRowCodec.SCHEMA.fieldIndex("duration_seconds");

    boolean isRejected() {
        return !rows.get(0).isNullAt(REASON);
    }

    /** Windows with an answer, over all occlusions. */
    long windows() {
        return rows.stream()
                .mapToLong(row -> row.isNullAt(WINDOW_COUNT) ? 0 : row.getInt(WINDOW_COUNT))
                .sum();
    }

    /** Seconds of media; 0 of a rejected clip. */
    double mediaSeconds() {
        Row row = rows.get(0);
        return row.isNullAt(DURATION) ? 0 : row.getDouble(DURATION);
    }
}
