package oragen.spark.session;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Ends a command in order when its process is told to end, by Ctrl-C or SIGTERM: its Spark jobs are cancelled before
 * Spark goes down, so that the command removes what it has staged and gives the output folder free.
 */
public final class Interruption implements AutoCloseable {
    /** Spark's own hook has 40 (the priority of file systems and 30). */
    private static final int BEFORE_SPARK = 100;

    /** Longer than tasks need to end the clip that they have in hand; some schedulers kill after 30 s. */
    private static final Duration UNWINDING = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofMillis(200);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable begins;
    private final Runnable ends;

    private Interruption(Runnable begins, Runnable ends) {
        this.begins = begins;
        this.ends = ends;
    }

    /**
     * Watches until closed, which the command does last.
     *
     * @param begins runs first: from now on nothing that the command says matters
     * @param ends runs when the command has given up, or takes too long to do so
     */
    public static Interruption watch(Runnable begins, Runnable ends) {
        Interruption interruption = new Interruption(begins, ends);
        ShutdownHookManager.get()
                .addShutdownHook(interruption::interrupt, BEFORE_SPARK, UNWINDING.toSeconds() + 1, TimeUnit.SECONDS);
        return interruption;
    }

    private void interrupt() {
        if (ended.getCount() == 0) {
            return;
        }
        begins.run();
        // All that is cancelled says so, in hundreds of lines.
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        try {
            for (Duration waited = Duration.ZERO; waited.compareTo(UNWINDING) < 0; waited = waited.plus(STEP)) {
                cancelJobs();
                if (ended.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ends.run();
    }

    /** Again and again: the command may have been between two jobs. */
    private static void cancelJobs() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        if (session.isDefined() && !session.get().sparkContext().isStopped()) {
            session.get().sparkContext().cancelAllJobs();
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
