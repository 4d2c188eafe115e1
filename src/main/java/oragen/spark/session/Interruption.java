package oragen.spark.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import sun.misc.Signal;

/**
 * Ends a command in order when its process is told to end, by Ctrl-C, a closed terminal or SIGTERM: its Spark jobs are
 * cancelled, so that the command removes what it has staged and gives the output folder free, and only then does the
 * JVM go down. The signals are taken from the JVM, which would start all of its shutdown hooks at once: ONNX Runtime
 * would free its environment below a task that is loading a network, and that ends the process with an abort.
 */
public final class Interruption implements AutoCloseable {
    /** Longer than tasks need to end the clip that they have in hand; some schedulers kill after 30 s. */
    private static final Duration UNWINDING = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofMillis(200);

    /** One order may come as two signals, such as TERM and HUP; within this time they count once. */
    private static final Duration SAME_ORDER = Duration.ofSeconds(1);

    /** A process that a signal has ended is told by its exit code, this and the signal's number. */
    private static final int SIGNALLED = 128;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger signalled = new AtomicInteger();
    private final AtomicLong firstNanos = new AtomicLong();
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
        for (String name : List.of("INT", "TERM", "HUP")) {
            try {
                Signal.handle(new Signal(name), interruption::interrupt);
            } catch (IllegalArgumentException e) {
                // Not a signal of this system, or the JVM was started to leave it alone (-Xrs).
                continue;
            }
        }
        return interruption;
    }

    private void interrupt(Signal signal) {
        firstNanos.compareAndSet(0, System.nanoTime());
        if (!signalled.compareAndSet(0, SIGNALLED + signal.getNumber())) {
            if (System.nanoTime() - firstNanos.get() >= SAME_ORDER.toNanos()) {
                // Told a second time: at once.
                Runtime.getRuntime().halt(signalled.get());
            }
            return;
        }
        begins.run();
        // All that is cancelled says so, in hundreds of lines.
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        try {
            for (Duration waited = Duration.ZERO; waited.compareTo(UNWINDING) < 0; waited = waited.plus(STEP)) {
                cancelJobs();
                if (ended.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ends.run();
        System.exit(signalled.get());
    }

    /** Again and again: the command may have been between two jobs. */
    private static void cancelJobs() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        if (session.isDefined() && !session.get().sparkContext().isStopped()) {
            session.get().sparkContext().cancelAllJobs();
        }
    }

    /** Exit code of the process once the command has ended with a code of its own: a signal takes precedence. */
    public int exitCode(int ofCommand) {
        int code = signalled.get();
        if (code == 0) {
            return ofCommand;
        }
        ends.run();
        return code;
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
