package oragen.training.voice;

import java.util.List;
import java.util.function.Predicate;
import oragen.evaluation.ConfusionMatrix;
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

    /** UAR over the windows of all voices. */
    public static double unweightedAverageRecall(List<VoiceScore> scores) {
        ConfusionMatrix windows = ConfusionMatrix.empty(Gender.values().length);
        for (VoiceScore score : scores) {
            int truth = score.gender.ordinal();
            windows.add(truth, truth, score.right);
            windows.add(truth, Gender.values().length - 1 - truth, score.windows - score.right);
        }
        return windows.unweightedAverageRecall().orElseThrow();
    }

    private static Predicate<VoiceScore> of(Gender gender) {
        return score -> score.gender == gender;
    }
}
