package oragen.training.trust;

import java.util.ArrayList;
import java.util.List;
import oragen.label.Gender;

/**
 * By how much odds are to be multiplied so that they are right as often as they say: temperature scaling (Guo et al. 2017),
 * fitted on speakers and judged on others.
 */
public record Calibration(double factor) {
    private static final double LARGEST = 8;
    private static final int BINS = 10;

    /**
     * How well probabilities fit.
     *
     * @param accuracy part of the answers that are right, {@code confidence} mean probability of the answers
     * @param error expected calibration error over ten bins of equal width
     */
    public record Judgement(int windows, double accuracy, double confidence, double error) {}

    /** Each speaker counts the same. */
    public static Calibration fit(List<List<GenderOdds>> speakers) {
        return new Calibration(GoldenSection.lowest(0, LARGEST, factor -> loss(speakers, factor)));
    }

    private static double loss(List<List<GenderOdds>> speakers, double factor) {
        double sum = 0;
        for (List<GenderOdds> windows : speakers) {
            double ofSpeaker = 0;
            for (GenderOdds odds : windows) {
                double wrong = -factor * towardsTruth(odds);
                ofSpeaker += Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
            }
            sum += ofSpeaker / windows.size();
        }
        return sum / speakers.size();
    }

    private static double towardsTruth(GenderOdds odds) {
        return odds.gender() == Gender.MALE ? odds.maleLogOdds() : -odds.maleLogOdds();
    }

    public static Judgement judge(List<List<GenderOdds>> speakers, Calibration calibration) {
        Bins bins = new Bins();
        for (List<GenderOdds> windows : speakers) {
            windows.forEach(odds -> bins.add(calibration.factor * towardsTruth(odds)));
        }
        return bins.judgement();
    }

    /** Each speaker by a calibration that was fitted on the others. */
    public static Judgement judgeInTurn(List<List<GenderOdds>> speakers) {
        Bins bins = new Bins();
        for (int speaker = 0; speaker < speakers.size(); speaker++) {
            List<List<GenderOdds>> others = new ArrayList<>(speakers);
            List<GenderOdds> own = others.remove(speaker);
            double factor = fit(others).factor;
            own.forEach(odds -> bins.add(factor * towardsTruth(odds)));
        }
        return bins.judgement();
    }

    private static final class Bins {
        private final double[] right = new double[BINS];
        private final double[] confidence = new double[BINS];
        private int windows;

        /** @param odds towards the truth */
        void add(double odds) {
            double sure = 1 / (1 + Math.exp(-Math.abs(odds)));
            int bin = Math.min(BINS - 1, (int) (sure * BINS));
            right[bin] += odds > 0 ? 1 : 0;
            confidence[bin] += sure;
            windows++;
        }

        Judgement judgement() {
            double accuracy = 0;
            double mean = 0;
            double error = 0;
            for (int bin = 0; bin < BINS; bin++) {
                accuracy += right[bin] / windows;
                mean += confidence[bin] / windows;
                error += Math.abs(right[bin] - confidence[bin]) / windows;
            }
            return new Judgement(windows, accuracy, mean, error);
        }
    }
}
