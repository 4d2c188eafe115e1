package oragen.spark.session;

/** Hears what a job of several steps is about to do. */
@FunctionalInterface
public interface JobSteps {
    /** Nobody listens. */
    JobSteps UNHEARD = (step, steps, what) -> {};

    /** @param step from 1 on, of {@code steps} */
    void begins(int step, int steps, String what);
}
