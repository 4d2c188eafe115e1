package oragen.evaluation;

import oragen.evaluation.Bootstrap.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A figure with its 95 % interval.
 *
 * @param value null where it is undefined
 * @param note why the value or the interval is missing; null where both are there
 * @param clips that it was computed from
 * @param speakers of those clips; clips of unknown speakers add none
 */
public record Estimate(
        @Nullable Double value,
        @Nullable Interval interval,
        @Nullable String note,
        long clips,
        long speakers) {
    /** Only one speaker, or one group of clips without speakers: nothing to draw again. */
    public static final String ONE_SPEAKER = "one_speaker";

    /** Some resample lacks what the metric needs, for example every clip of a class. */
    public static final String UNDEFINED_IN_A_RESAMPLE = "undefined_in_a_resample";

    /** Computed from a histogram of clips, which cannot be drawn again by speaker. */
    public static final String NO_FUNCTION_OF_SUMS = "no_function_of_sums";
}
