package oragen.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import oragen.evaluation.ClipValues.ClipClass;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one slice that depend on the order of its clips, exact, with intervals from speakers drawn again. Costs
 * one pass over the clips for each draw.
 */
public final class RankEstimates {
    /** The area and the equal error rate need clips of both classes. */
    public static final String ONE_CLASS = "one_class";

    private final Intervals intervals = new Intervals();
    private final int resamples;
    private final long seed;

    /** The same seed gives the same intervals. */
    public RankEstimates(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /** Area under the ROC curve, equal error rate and calibration error of probabilities; nothing without a clip. */
    public Map<Metric, Estimate> ofScores(ClipValues scores) {
        Map<Metric, Estimate> estimates = new LinkedHashMap<>();
        if (scores.clips() == 0) {
            return estimates;
        }
        double[] positives = scores.counts(ClipClass.POSITIVE);
        double[] negatives = scores.counts(ClipClass.NEGATIVE);
        CalibrationSums calibration = CalibrationSums.ofScores(scores);
        boolean both = sum(positives, null) > 0 && sum(negatives, null) > 0;
        if (both) {
            Ranking ranking = scores.ranking();
            SpeakerDraws draws = new SpeakerDraws(resamples, seed, scores.clips(), positives, negatives);
            add(
                    estimates,
                    scores,
                    ofBoth(positives, negatives),
                    Spread.influential(ranking.losses(positives, negatives)),
                    draws,
                    weightings -> ofBoth(ranking, calibration, positives, negatives, weightings),
                    Metric.ROC_AUC,
                    Metric.EER,
                    Metric.ECE);
        } else {
            for (Metric metric : new Metric[] {Metric.ROC_AUC, Metric.EER}) {
                estimates.put(metric, new Estimate(null, null, null, ONE_CLASS, scores.clips(), speakers(scores)));
            }
            addCalibration(estimates, scores, calibration);
        }
        return estimates;
    }

    /** Calibration error of a winning class's probabilities; nothing without a clip. */
    public Map<Metric, Estimate> ofConfidences(ClipValues confidences) {
        Map<Metric, Estimate> estimates = new LinkedHashMap<>();
        if (confidences.clips() > 0) {
            addCalibration(estimates, confidences, CalibrationSums.ofConfidences(confidences));
        }
        return estimates;
    }

    private void addCalibration(Map<Metric, Estimate> estimates, ClipValues clips, CalibrationSums calibration) {
        add(
                estimates,
                clips,
                new Evidence(clips.units(), clips.clips(), clips.units()),
                Spread.influential(clips.units()),
                new SpeakerDraws(resamples, seed, clips.clips(), clips.counts(ClipClass.ANY)),
                weightings -> column(calibration.errors(Weightings.of(weightings))),
                Metric.ECE);
    }

    /** Median of absolute age errors; nothing without a clip. */
    public Map<Metric, Estimate> ofErrors(ClipValues errors) {
        Map<Metric, Estimate> estimates = new LinkedHashMap<>();
        if (errors.clips() > 0) {
            Ranking ranking = errors.ranking();
            double[] any = errors.counts(ClipClass.ANY);
            add(
                    estimates,
                    errors,
                    new Evidence(errors.units(), errors.clips(), errors.units()),
                    Spread.influential(errors.units()),
                    new SpeakerDraws(resamples, seed, errors.clips(), any),
                    weightings -> column(Arrays.stream(weightings)
                            .mapToDouble(weights -> ranking.median(weights, sum(any, weights)))
                            .toArray()),
                    Metric.MEDIAN_ABSOLUTE_ERROR_YEARS);
        }
        return estimates;
    }

    private static double[][] ofBoth(
            Ranking ranking,
            CalibrationSums calibration,
            double[] positives,
            double[] negatives,
            double[][] weightings) {
        Weightings all = Weightings.of(weightings);
        CurveSweep.Curve[] curves = new CurveSweep(ranking, all, all.totals(positives), all.totals(negatives)).curves();
        double[] errors = calibration.errors(all);
        double[][] figures = new double[weightings.length][];
        Arrays.setAll(figures, i -> new double[] {curves[i].area(), curves[i].equalErrorRate(), errors[i]});
        return figures;
    }

    /** One figure of each weighting. */
    private static double[][] column(double[] figures) {
        return Arrays.stream(figures).mapToObj(figure -> new double[] {figure}).toArray(double[][]::new);
    }

    private static Evidence ofBoth(double[] positives, double[] negatives) {
        int[] units = {count(positives), count(negatives)};
        double[] clips = {sum(positives, null), sum(negatives, null)};
        return new Evidence(
                Math.min(positives.length, 4 / (1.0 / units[0] + 1.0 / units[1])),
                Math.min(clips[0] + clips[1], 4 / (1 / clips[0] + 1 / clips[1])),
                Math.min(units[0], units[1]));
    }

    private void add(
            Map<Metric, Estimate> estimates,
            ClipValues clips,
            Evidence evidence,
            double influential,
            SpeakerDraws draws,
            SpeakerDraws.Figures figures,
            Metric... metrics) {
        double[] once = new double[clips.units()];
        Arrays.fill(once, 1);
        double[] values = figures.of(new double[][] {once})[0];
        double[] ofSpeakers = bySpeaker(clips, figures);
        String reason = clips.units() < 2
                ? Estimate.ONE_SPEAKER
                : evidence.fewest() < 2 ? Estimate.ONE_SPEAKER_OF_A_CLASS : null;
        double[][] drawn = reason == null ? draws.of(metrics.length, figures) : null;
        for (int i = 0; i < metrics.length; i++) {
            // It lies where the class that is judged worse has its errors, so that the other's speakers tell little.
            Evidence ofMetric = metrics[i] == Metric.EER ? evidence.ofOneClass() : evidence;
            Double ofSpeaker = ofSpeakers == null ? null : (Double) ofSpeakers[i];
            estimates.put(
                    metrics[i],
                    drawn == null
                            ? new Estimate(
                                    values[i],
                                    ofSpeaker,
                                    null,
                                    reason == null ? Estimate.UNDEFINED_IN_RESAMPLES : reason,
                                    clips.clips(),
                                    speakers(clips))
                            : told(
                                    Estimate.of(
                                            values[i],
                                            ofSpeaker,
                                            intervals.of(
                                                    metrics[i].scale(),
                                                    values[i],
                                                    Spread.ofDraws(drawn[i], evidence.units(), influential),
                                                    ofMetric),
                                            clips.clips(),
                                            speakers(clips)),
                                    draws));
        }
    }

    private static Estimate told(Estimate estimate, SpeakerDraws draws) {
        return draws.hasRefused()
                ? new Estimate(
                        estimate.value(),
                        estimate.speakerValue(),
                        estimate.interval(),
                        Estimate.RESAMPLES_REFUSED,
                        estimate.clips(),
                        estimate.speakers())
                : estimate;
    }

    /** Figures with each speaker counting once; null where no speaker is known, or they lack a class. */
    private static double @Nullable [] bySpeaker(ClipValues clips, SpeakerDraws.Figures figures) {
        double[] weights = clips.counts(ClipClass.ANY);
        for (int unit = 0; unit < weights.length; unit++) {
            weights[unit] = clips.isSpeaker(unit) ? 1 / weights[unit] : 0;
        }
        if (Arrays.stream(weights).sum() == 0) {
            return null;
        }
        double[] values = figures.of(new double[][] {weights})[0];
        return Arrays.stream(values).anyMatch(Double::isNaN) ? null : values;
    }

    private static long speakers(ClipValues clips) {
        long speakers = 0;
        for (int unit = 0; unit < clips.units(); unit++) {
            speakers += clips.isSpeaker(unit) ? 1 : 0;
        }
        return speakers;
    }

    private static int count(double[] counts) {
        return (int) Arrays.stream(counts).filter(count -> count > 0).count();
    }

    private static double sum(double[] counts, double @Nullable [] weights) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * (weights == null ? 1 : weights[i]);
        }
        return sum;
    }
}
