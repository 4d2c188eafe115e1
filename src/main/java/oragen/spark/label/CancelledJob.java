package oragen.spark.label;

import java.time.Duration;
import java.util.Arrays;
import org.apache.spark.SparkException;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.sql.SparkSession;

/** A job that somebody ended, at the console or in Spark's UI: nothing is wrong with the clips that it had in hand. */
final class CancelledJob {
    private static final String CONDITION = "SPARK_JOB_CANCELLED";

    /** A task ends with the window that it predicts; one that decodes a long file is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private static final Duration STEP = Duration.ofMillis(50);

    private final SparkSession spark;

    CancelledJob(SparkSession spark) {
        this.spark = spark;
    }

    /** Whether this is why a job failed. */
    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkException exception && CONDITION.equals(exception.getCondition())) {
                return true;
            }
        }
        return false;
    }

    /** Waits until no task runs that could still stage something. */
    void awaitTasks() {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try {
            while (running() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(STEP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int running() {
        return Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
                .mapToInt(SparkExecutorInfo::numRunningTasks)
                .sum();
    }
}
