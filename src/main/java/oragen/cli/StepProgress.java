package oragen.cli;

import java.io.PrintWriter;
import oragen.spark.session.JobSteps;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * The step of a job, and its tasks done of those that are known so far: Spark tells of more while a step goes on, so that
 * nothing is said of the time that remains.
 */
final class StepProgress extends SparkListener implements JobSteps, AutoCloseable {
    private final SparkSession spark;
    private final ConsoleLine line;
    private String step = "";
    private long began;
    private long printed;
    private int tasks;
    private int done;

    StepProgress(SparkSession spark, PrintWriter out) {
        this.spark = spark;
        this.line = ConsoleLine.open(out);
        spark.sparkContext().addSparkListener(this);
    }

    @Override
    public synchronized void begins(int number, int steps, String what) {
        step = "step " + number + " of " + steps + ", " + what;
        began = System.nanoTime();
        printed = began;
        tasks = 0;
        done = 0;
        line.show(step);
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        tasks += submitted.stageInfo().numTasks();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        done++;
        long now = System.nanoTime();
        if (!step.isEmpty()
                && done <= tasks // others are of the step before
                && (line.isRewritten() || now - printed >= ConsoleProgress.PLAIN_LINE_EVERY_NANOS)) {
            printed = now;
            line.show(step + ": " + done + " of " + tasks + " tasks, " + ConsoleProgress.span((now - began) / 1e9));
        }
    }

    @Override
    public void close() {
        spark.sparkContext().removeSparkListener(this);
        line.close();
    }
}
