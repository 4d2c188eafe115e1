package oragen.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rejected clips of one run, counted. */
public final class RejectCounts {
    private RejectCounts() {}

    /** Clips by reason, the most frequent first. */
    public static Map<String, Long> byReason(Dataset<Row> rejects, String runKey) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        rejects.filter(col("run_key").equalTo(runKey))
                .groupBy("reason")
                .agg(count("*").as("clips"))
                .orderBy(col("clips").desc(), col("reason"))
                .collectAsList()
                .forEach(row -> reasons.put(row.getAs("reason"), row.getAs("clips")));
        return reasons;
    }
}
