package oragen.spark.session;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.BigInt;

/**
 * A stretch of work on tables of a few rows: Spark interprets its plans in a single partition instead of generating,
 * compiling and adapting code for each, which takes seconds for rows that take none. Other work in the session meanwhile
 * is handled alike; closing the last one gives the session its settings back.
 */
public final class FewRows implements AutoCloseable {
    /** Of a table as it lies in files; thousands of clips, for which Spark's plans take less than a second in any way. */
    public static final long MOST_BYTES = 1_000_000;

    /** Of a table whose rows are collected: small files may hold millions, where a column repeats one value. */
    public static final int MOST_ROWS = 20_000;

    private static final Map<String, String> SETTINGS = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "1");

    /** In the session itself: how many such stretches are open, and the settings before the first of them. */
    private static final String OPEN = "oragen.few.rows.open";

    private static final String BEFORE = "oragen.few.rows.before.";

    private final RuntimeConfig session;
    private boolean closed;

    private FewRows(RuntimeConfig session) {
        this.session = session;
    }

    /** Begins such a stretch, which may overlap with others of the same session. */
    public static FewRows begin(SparkSession spark) {
        RuntimeConfig session = spark.conf();
        synchronized (FewRows.class) {
            int open = Integer.parseInt(session.get(OPEN, "0"));
            if (open == 0) {
                enter(session);
            }
            session.set(OPEN, Integer.toString(open + 1));
        }
        return new FewRows(session);
    }

    private static void enter(RuntimeConfig session) {
        // Settings that were made, not those that are left at their defaults.
        Map<String, String> made = CollectionConverters.asJava(session.getAll());
        SETTINGS.forEach((name, value) -> {
            String before = made.get(name);
            if (before != null) {
                session.set(BEFORE + name, before);
            }
            session.set(name, value);
        });
    }

    private static void leave(RuntimeConfig session) {
        Map<String, String> made = CollectionConverters.asJava(session.getAll());
        SETTINGS.keySet().forEach(name -> {
            String before = made.get(BEFORE + name);
            if (before == null) {
                session.unset(name);
            } else {
                session.set(name, before);
                session.unset(BEFORE + name);
            }
        });
    }

    /** Whether a table is small, by Spark's estimate; one that Spark cannot judge is not. Costs no job. */
    public static boolean are(Dataset<Row> rows) {
        return rows.queryExecution().optimizedPlan().stats().sizeInBytes().$less$eq(BigInt.apply(MOST_BYTES));
    }

    /** The last that is open gives the settings back. */
    @Override
    public void close() {
        synchronized (FewRows.class) {
            if (closed) {
                return;
            }
            closed = true;
            int open = Integer.parseInt(session.get(OPEN, "1")) - 1;
            if (open > 0) {
                session.set(OPEN, Integer.toString(open));
            } else {
                session.unset(OPEN);
                leave(session);
            }
        }
    }
}
