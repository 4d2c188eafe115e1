package oragen.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A figure with its 95 % interval.
 *
 * @param value over clips; null where it is undefined
 * @param speakerValue the same with every speaker counting as much as any other; null where that is undefined, or no
 *     speaker is known
 * @param note why the value or the interval is missing, or what is to be known of the interval; null where there is
 *     nothing to say
 * @param clips that it was computed from
 * @param speakers of those clips; clips of unknown speakers add none
 */
public record Estimate(
        @Nullable Double value,
        @Nullable Double speakerValue,
        @Nullable Interval interval,
        @Nullable String note,
        long clips,
        long speakers) {
    /** Only one speaker, or one group of clips without speakers: nothing to compare it with. */
    public static final String ONE_SPEAKER = "one_speaker";

    /** A mean of years of a few clips: of two speakers the interval would be wider than a life. */
    public static final String FEWER_THAN_FIVE_SPEAKERS = "fewer_than_five_speakers";

    /** Some class has a single speaker. */
    public static final String ONE_SPEAKER_OF_A_CLASS = "one_speaker_of_a_class";

    /** Without some speaker there is nothing to compute, for example no variation. */
    public static final String UNDEFINED_WITHOUT_A_SPEAKER = "undefined_without_a_speaker";

    /** Too many draws of speakers lack a class. */
    public static final String UNDEFINED_IN_RESAMPLES = "undefined_in_resamples";

    /** There is an interval, and some draws of speakers were refused, as they lack a class. */
    public static final String RESAMPLES_REFUSED = "resamples_refused";

    /** There is an interval, from fewer than {@link #FEW} speakers. */
    public static final String FEW_SPEAKERS = "few_speakers";

    /** There is an interval, which takes clips of unknown speakers for independent of each other. */
    public static final String UNKNOWN_SPEAKERS = "unknown_speakers";

    /** A number of clips. */
    public static final String A_COUNT = "a_count";

    /** With fewer speakers an interval is rough. */
    public static final int FEW = 30;

    /** An interval with what is to be known of it. */
    static Estimate of(double value, @Nullable Double speakerValue, Interval interval, long clips, long speakers) {
        String note = speakers == 0 ? UNKNOWN_SPEAKERS : speakers < FEW ? FEW_SPEAKERS : null;
        return new Estimate(value, speakerValue, interval, note, clips, speakers);
    }
}
