package oragen.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import oragen.evaluation.SliceEstimates.PairedUnit;
import oragen.label.Task;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * How likely a difference of two sides is if the sides are the same: each speaker's clips change sides as a whole, which
 * keeps what the clips of one speaker have in common. A speaker who is on one side alone changes places with others.
 *
 * <p>Draws can show no probability below 1 / draws. Where none of them reaches the difference, the tail of a normal
 * distribution with their mean and variance is used, but never less than one arrangement among all that there are.
 */
final class Permutation {
    private final int draws;
    private final long seed;

    Permutation(int draws, long seed) {
        this.draws = draws;
        this.seed = seed;
    }

    /** What draws say of a metric. */
    private static final class Tally {
        private int defined;
        private int reached;
        private double sum;
        private double squares;

        void add(double difference, double observed) {
            defined++;
            sum += difference;
            squares += difference * difference;
            // What sums of ages lose in 64 bits is far below.
            reached += Math.abs(difference) >= Math.abs(observed) - 1e-9 ? 1 : 0;
        }

        double probability(double observed, double arrangements) {
            if (reached > 0) {
                return (reached + 1.0) / (defined + 1.0);
            }
            double mean = sum / defined;
            double deviation = Math.sqrt(Math.max(0, squares / defined - mean * mean));
            double distance = Math.abs(observed) - Math.abs(mean);
            double tail = deviation == 0 ? 0 : Erf.erfc(distance / deviation / Math.sqrt(2));
            return Math.min(1.0 / (defined + 1), Math.max(tail, 1 / arrangements));
        }
    }

    /** Two-sided probabilities by metric; NaN where the metric is undefined on a side, or in half of the draws. */
    double[] probabilities(List<SumMetric> metrics, Task task, List<PairedUnit> units) {
        UnitSums one = new UnitSums();
        UnitSums total = new UnitSums();
        List<SparseSums> changes = new ArrayList<>();
        List<SparseSums> ofOne = new ArrayList<>();
        List<SparseSums> ofOther = new ArrayList<>();
        for (PairedUnit unit : units) {
            one.add(unit.one());
            total.add(unit.one());
            total.add(unit.other());
            boolean onOne = unit.one().labelled(task) > 0;
            if (onOne && unit.other().labelled(task) > 0) {
                changes.add(SparseSums.difference(unit.other(), unit.one(), task));
            } else {
                (onOne ? ofOne : ofOther).add(SparseSums.of(onOne ? unit.one() : unit.other(), task));
            }
        }
        double[] observed = differences(metrics, one, total.without(one, task));
        double arrangements = Math.exp(Math.max(0, changes.size() - 1) * Math.log(2)
                + logChoices(ofOne.size(), ofOne.size() + ofOther.size()));
        UnitSums fixed = one;
        for (SparseSums unit : ofOne) {
            unit.addTo(fixed.values(), -1);
        }
        List<SparseSums> alone = new ArrayList<>(ofOne);
        alone.addAll(ofOther);
        Tally[] tallies = tallies(metrics, task, new Arrangement(fixed, changes, alone, ofOne.size()), total, observed);
        double[] probabilities = new double[observed.length];
        Arrays.setAll(
                probabilities,
                i -> Double.isNaN(observed[i]) || tallies[i].defined < draws / 2
                        ? Double.NaN
                        : tallies[i].probability(observed[i], arrangements));
        return probabilities;
    }

    /**
     * @param fixed sums of one side, of speakers who are on both sides
     * @param changes what they become where a speaker changes sides
     * @param alone speakers of one side, of whom {@code count} lie on it
     */
    private record Arrangement(UnitSums fixed, List<SparseSums> changes, List<SparseSums> alone, int count) {
        UnitSums draw(SplittableRandom random) {
            UnitSums drawn = new UnitSums(fixed.values().clone());
            for (SparseSums change : changes) {
                if (random.nextBoolean()) {
                    change.addTo(drawn.values(), 1);
                }
            }
            int wanted = count;
            for (int i = 0; i < alone.size() && wanted > 0; i++) {
                // Each of those that are left is as likely to be among those that are wanted.
                if (random.nextInt(alone.size() - i) < wanted) {
                    alone.get(i).addTo(drawn.values(), 1);
                    wanted--;
                }
            }
            return drawn;
        }
    }

    private Tally[] tallies(
            List<SumMetric> metrics, Task task, Arrangement arrangement, UnitSums total, double[] observed) {
        Tally[] tallies = new Tally[metrics.size()];
        Arrays.setAll(tallies, i -> new Tally());
        SplittableRandom random = new SplittableRandom(seed);
        for (int draw = 0; draw < draws; draw++) {
            UnitSums drawn = arrangement.draw(random);
            double[] differences = differences(metrics, drawn, total.without(drawn, task));
            for (int i = 0; i < tallies.length; i++) {
                if (!Double.isNaN(differences[i])) {
                    tallies[i].add(differences[i], observed[i]);
                }
            }
        }
        return tallies;
    }

    private static double[] differences(List<SumMetric> metrics, UnitSums one, UnitSums other) {
        double[] differences = new double[metrics.size()];
        for (int i = 0; i < differences.length; i++) {
            OptionalDouble left = metrics.get(i).value(one);
            OptionalDouble right = metrics.get(i).value(other);
            differences[i] =
                    left.isPresent() && right.isPresent() ? left.getAsDouble() - right.getAsDouble() : Double.NaN;
        }
        return differences;
    }

    private static double logChoices(int chosen, int from) {
        return Gamma.logGamma(from + 1.0) - Gamma.logGamma(chosen + 1.0) - Gamma.logGamma(from - chosen + 1.0);
    }
}
