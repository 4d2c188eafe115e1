package oragen.grouping;

import java.util.Optional;
import oragen.fusion.WindowPrediction;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Groups the windows of one clip as they come. {@code released} takes the class of the highest mean probability,
 * {@code paper} the majority of the windows' classes (of equal counts the lowest class); age is the mean in both.
 */
public final class WindowGrouping {
    private final Protocol protocol;
    private final ClassTally gender = new ClassTally(Gender.values().length);
    private final ClassTally mask = new ClassTally(MaskType.values().length);
    private double ageSum;
    private int ageCount;
    private int windowCount;

    public WindowGrouping(Protocol protocol) {
        this.protocol = protocol;
    }

    public void add(WindowPrediction window) {
        windowCount++;
        if (window.genderProbabilities() != null) {
            gender.add(window.genderProbabilities());
        }
        if (window.maskProbabilities() != null) {
            mask.add(window.maskProbabilities());
        }
        if (window.ageYears() != null) {
            ageSum += window.ageYears();
            ageCount++;
        }
    }

    /** The prediction, or nothing where no window answers any task. */
    public Optional<ClipPrediction> group() {
        if (gender.isEmpty() && mask.isEmpty() && ageCount == 0) {
            return Optional.empty();
        }
        return Optional.of(new ClipPrediction(
                gender.isEmpty() ? null : Gender.values()[gender.winner(protocol)],
                gender.means(),
                ageCount == 0 ? null : ageSum / ageCount,
                mask.isEmpty() ? null : MaskType.values()[mask.winner(protocol)],
                mask.means(),
                windowCount));
    }

    /** Sums of probabilities and votes of one task. */
    private static final class ClassTally {
        private final double[] sums;
        private final int[] votes;
        private int count;

        ClassTally(int classes) {
            this.sums = new double[classes];
            this.votes = new int[classes];
        }

        void add(double[] probabilities) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += probabilities[i];
            }
            votes[WindowPrediction.likeliest(probabilities)]++;
            count++;
        }

        boolean isEmpty() {
            return count == 0;
        }

        int winner(Protocol protocol) {
            int best = 0;
            for (int i = 1; i < sums.length; i++) {
                boolean better = switch (protocol) {
                    case RELEASED -> sums[i] > sums[best];
                    case PAPER -> votes[i] > votes[best];
                };
                if (better) {
                    best = i;
                }
            }
            return best;
        }

        double @Nullable [] means() {
            if (count == 0) {
                return null;
            }
            double[] means = new double[sums.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = sums[i] / count;
            }
            return means;
        }
    }
}
