package oragen.spark.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.BigInt;

/**
 * A stretch of work on tables of a few rows: Spark interprets its plans in a single partition instead of generating,
 * compiling and adapting code for each, which takes seconds for rows that take none. Other work in the session meanwhile
 * is handled alike; closing gives the session its settings back.
 */
public final class FewRows implements AutoCloseable {
    /** Of a table as it lies in files; thousands of clips, for which Spark's plans take less than a second in any way. */
    public static final long MOST_BYTES = 1_000_000;

    private static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "1");

    private final RuntimeConfig session;
    private final Map<String, Optional<String>> before = new HashMap<>();

    private FewRows(RuntimeConfig session) {
        this.session = session;
    }

    /** Begins such a stretch. */
    public static FewRows begin(SparkSession spark) {
        FewRows few = new FewRows(spark.conf());
        // Settings that were made, not those that are left at their defaults.
        Map<String, String> made = CollectionConverters.asJava(few.session.getAll());
        SETTINGS.forEach((name, value) -> {
            few.before.put(name, Optional.ofNullable(made.get(name)));
            few.session.set(name, value);
        });
        return few;
    }

    /** Whether a table is small, by Spark's estimate; one that Spark cannot judge is not. Costs no job. */
    public static boolean are(Dataset<Row> rows) {
        return rows.queryExecution().optimizedPlan().stats().sizeInBytes().$less$eq(BigInt.apply(MOST_BYTES));
    }

    @Override
    public void close() {
        before.forEach(
                (name, value) -> value.ifPresentOrElse(given -> session.set(name, given), () -> session.unset(name)));
    }
}
