package oragen.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import oragen.evaluation.ClipValues;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.evaluation.RankEstimates;
import oragen.evaluation.SliceEstimates;
import oragen.evaluation.SliceEstimates.ChosenBy;
import oragen.evaluation.SliceEstimates.Unit;
import oragen.evaluation.UnitSums;
import oragen.label.Gender;
import oragen.label.Task;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** How often intervals of 95 % hold the truth: corpora are made up again and again, of which the truth is known. */
public final class IntervalCoverage {
    /** As many speakers give the truth of metrics that have no formula. */
    private static final int POPULATION_SPEAKERS = 20_000;

    private static final double BIAS_YEARS = 2;
    private static final double DEVIATION_YEARS = 6;

    private final int trials;
    private final int resamples;
    private final long seed;

    public IntervalCoverage(int trials, int resamples, long seed) {
        this.trials = trials;
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * A kind of corpus. Every second speaker is a woman.
     *
     * @param correlation of being right, and of age errors, between two clips of a speaker: shares of right clips have a
     *     beta distribution over speakers
     * @param clips a speaker has on average, from 2 to twice as many
     */
    public record Corpus(int speakers, double accuracy, double correlation, int clips) {}

    /** @param covered part of the trials whose interval holds the truth, {@code width} mean of the intervals */
    public record Coverage(double covered, double width, long intervals) {}

    /** By metric. */
    public Map<String, Coverage> of(Corpus corpus) {
        Map<String, Double> truths = new LinkedHashMap<>();
        Corpus population = new Corpus(POPULATION_SPEAKERS, corpus.accuracy(), corpus.correlation(), corpus.clips());
        Made whole = make(population, seed);
        estimates(whole, 2).forEach((metric, estimate) -> truths.put(metric, estimate.value()));
        for (String exact : List.of("accuracy", "uar", "recall_female")) {
            truths.put(exact, corpus.accuracy());
        }
        truths.put("bias_years", BIAS_YEARS);
        Map<String, double[]> tallies = new LinkedHashMap<>();
        for (int trial = 1; trial <= trials; trial++) {
            estimates(make(corpus, seed + 1_000_003L * trial), resamples).forEach((metric, estimate) -> {
                Interval interval = estimate.interval();
                if (interval != null && truths.containsKey(metric)) {
                    double truth = truths.get(metric);
                    double[] tally = tallies.computeIfAbsent(metric, name -> new double[3]);
                    tally[0]++;
                    tally[1] += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
                    tally[2] += interval.high() - interval.low();
                }
            });
        }
        Map<String, Coverage> coverages = new LinkedHashMap<>();
        tallies.forEach((metric, tally) ->
                coverages.put(metric, new Coverage(tally[1] / tally[0], tally[2] / tally[0], Math.round(tally[0]))));
        return coverages;
    }

    private Map<String, Estimate> estimates(Made made, int draws) {
        Map<String, Estimate> found = new LinkedHashMap<>();
        SliceEstimates sums = new SliceEstimates();
        for (Task task : List.of(Task.GENDER, Task.AGE)) {
            sums.of(task, made.units(), ChosenBy.TRUTH).forEach((metric, estimate) -> {
                if (List.of("accuracy", "uar", "recall_female", "mae_years", "rmse_years", "bias_years", "cs5")
                        .contains(metric.label())) {
                    found.put(metric.label(), estimate);
                }
            });
        }
        RankEstimates ranks = new RankEstimates(draws, seed);
        ranks.ofScores(made.scores()).forEach((metric, estimate) -> found.put(metric.label(), estimate));
        ranks.ofErrors(made.errors()).forEach((metric, estimate) -> found.put(metric.label(), estimate));
        return found;
    }

    /** A corpus that was made up. */
    private record Made(List<Unit> units, ClipValues scores, ClipValues errors) {}

    private static Made make(Corpus corpus, long seed) {
        RandomGenerator generator = new Well19937c(seed);
        SplittableRandom random = new SplittableRandom(seed);
        double weight = 1 / corpus.correlation() - 1;
        BetaDistribution shares =
                new BetaDistribution(generator, corpus.accuracy() * weight, (1 - corpus.accuracy()) * weight);
        Made made = new Made(new ArrayList<>(), new ClipValues(), new ClipValues());
        for (int speaker = 0; speaker < corpus.speakers(); speaker++) {
            Gender truth = Gender.values()[speaker % 2];
            double share = shares.sample();
            double own = generator.nextGaussian() * Math.sqrt(corpus.correlation());
            UnitSums sums = new UnitSums();
            int clips = 2 + random.nextInt(2 * corpus.clips() - 3);
            for (int clip = 0; clip < clips; clip++) {
                boolean right = random.nextDouble() < share;
                Gender told = right ? truth : Gender.values()[1 - truth.ordinal()];
                double winning = 0.5 + 0.5 * Math.sqrt(random.nextDouble());
                double error = BIAS_YEARS
                        + DEVIATION_YEARS * (own + generator.nextGaussian() * Math.sqrt(1 - corpus.correlation()));
                sums.addGender(truth, told);
                sums.addAge(40.0, 40 + error);
                made.scores().add(speaker, true, truth == Gender.FEMALE, told == Gender.FEMALE ? winning : 1 - winning);
                made.errors().add(speaker, true, false, Math.abs(error));
            }
            made.units().add(new Unit(true, sums));
        }
        return made;
    }
}
