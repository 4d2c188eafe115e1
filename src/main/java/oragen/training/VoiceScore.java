package oragen.training;

import java.util.List;
import java.util.function.Predicate;
import oragen.label.Gender;

/**
 * How many windows of one voice were told right.
 *
 * @param family of the voice, as the table of voices has it
 */
public record VoiceScore(String voice, Gender gender, String family, int right, int windows) {
    /** Of a standard normal distribution, for an interval of 95 %. */
    private static final double QUANTILE = 1.959964;

    /** Right answers out of so many. */
    public record Count(int right, int of) {
        public double part() {
            return (double) right / of;
        }

        /** Wilson's interval of 95 % for the part that is right, were the windows independent. */
        public double[] interval() {
            double square = QUANTILE * QUANTILE;
            double centre = (right + square / 2) / (of + square);
            double reach = QUANTILE / (of + square) * Math.sqrt((double) right * (of - right) / of + square / 4);
            return new double[] {centre - reach, centre + reach};
        }
    }

    /** Windows of all voices of a gender. */
    public static Count windows(List<VoiceScore> scores, Gender gender) {
        List<VoiceScore> voices = scores.stream().filter(of(gender)).toList();
        return new Count(
                voices.stream().mapToInt(VoiceScore::right).sum(),
                voices.stream().mapToInt(VoiceScore::windows).sum());
    }

    /** Voices of a gender of which more than half of the windows are right. */
    public static Count voices(List<VoiceScore> scores, Gender gender) {
        List<VoiceScore> voices = scores.stream().filter(of(gender)).toList();
        return new Count(
                (int) voices.stream()
                        .filter(score -> 2 * score.right > score.windows)
                        .count(),
                voices.size());
    }

    /** Mean of the parts of women's and of men's windows that are right. */
    public static double unweightedAverageRecall(List<VoiceScore> scores) {
        return (windows(scores, Gender.FEMALE).part()
                        + windows(scores, Gender.MALE).part())
                / 2;
    }

    private static Predicate<VoiceScore> of(Gender gender) {
        return score -> score.gender == gender;
    }
}
