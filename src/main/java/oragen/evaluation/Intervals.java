package oragen.evaluation;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Intervals of 95 % over speakers. Clips of one speaker resemble each other, so that counting clips would promise too
 * much; and with few speakers their spread is itself a guess, so that quantiles are Student's and the spread is widened
 * where few speakers make it up. How often the intervals hold the truth is measured by {@code benchmark intervals}.
 */
final class Intervals {
    private static final double UPPER = 0.975;

    /**
     * A share of 0.7 / (0.7 + k) of what is believed about the design effect, learnt from k speakers, is the worst that
     * it can be: one clip's worth for each speaker. Less covers 91 % where 100 speakers are right on 98 % of the clips
     * and their errors lie with few; more only widens.
     */
    private static final double DOUBT_OF_RATIOS = 0.7;

    /** Likewise for errors in years: the variance grows by 1.6 / k. Less covers 90 % with 6 speakers. */
    private static final double DOUBT_OF_ERRORS = 1.6;

    /** 1.6 covers 91 % with 6 speakers. */
    private static final double DOUBT_OF_ROOTS = 2.5;

    private final Map<Double, Double> quantiles = new HashMap<>();

    /** @param evidence of at least two units */
    Interval of(Scale scale, double value, Spread spread, Evidence evidence) {
        double quantile = quantile(evidence.units() - 1);
        double reach = quantile * Math.sqrt(spread.variance());
        return switch (scale) {
            case RATIO -> wilson(value, effectiveNumber(value, spread, evidence), quantile);
            // On a logarithmic scale, as an error in years cannot be below 0.
            case ERROR -> positive(value, reach, spread, DOUBT_OF_ERRORS);
            case ROOT -> positive(value, reach, spread, DOUBT_OF_ROOTS);
            case CORRELATION -> correlation(value, reach);
            case SIGNED, COUNT -> new Interval(value - reach, value + reach);
        };
    }

    private static Interval positive(double value, double reach, Spread spread, double doubt) {
        if (spread.isNothing()) {
            return new Interval(value, value);
        }
        double widened = reach / value * Math.sqrt(1 + doubt / spread.influential());
        return new Interval(value * Math.exp(-widened), value * Math.exp(widened));
    }

    /** An interval for a difference of two means, whose spread is that of the difference. */
    Interval ofDifference(double difference, Spread spread, Evidence evidence) {
        return of(Scale.SIGNED, difference, spread, evidence);
    }

    /**
     * An interval for a difference of two parts from those of either (Newcombe 1998, method 10): it has a width even
     * where both are 1.
     *
     * @param correlation of the two over speakers
     */
    static Interval ofDifference(double one, Interval ofOne, double other, Interval ofOther, double correlation) {
        double below = distance(one - ofOne.low(), ofOther.high() - other, correlation);
        double above = distance(ofOne.high() - one, other - ofOther.low(), correlation);
        return new Interval(Math.max(-1, one - other - below), Math.min(1, one - other + above));
    }

    private static double distance(double one, double other, double correlation) {
        return Math.sqrt(Math.max(0, one * one - 2 * correlation * one * other + other * other));
    }

    /** How many independent clips would tell as much: clips by the design effect; speakers where nobody differs. */
    private static double effectiveNumber(double value, Spread spread, Evidence evidence) {
        if (spread.isNothing()) {
            return Math.min(evidence.units(), evidence.clips());
        }
        double byDesign = Math.max(1, Math.min(evidence.clips(), value * (1 - value) / spread.variance()));
        double belief = spread.influential() / (spread.influential() + DOUBT_OF_RATIOS);
        return 1 / (belief / byDesign + (1 - belief) / Math.min(byDesign, evidence.units()));
    }

    /** Wilson's score interval (1927). */
    private static Interval wilson(double value, double number, double quantile) {
        double square = quantile * quantile;
        double centre = (value + square / (2 * number)) / (1 + square / number);
        double reach = quantile
                / (1 + square / number)
                * Math.sqrt(value * (1 - value) / number + square / (4 * number * number));
        return new Interval(Math.max(0, centre - reach), Math.min(1, centre + reach));
    }

    /** On Fisher's scale. */
    private static Interval correlation(double value, double reach) {
        double bounded = Math.max(-1 + 1e-12, Math.min(1 - 1e-12, value));
        double centre = 0.5 * Math.log((1 + bounded) / (1 - bounded));
        double scaled = reach / (1 - bounded * bounded);
        return new Interval(Math.tanh(centre - scaled), Math.tanh(centre + scaled));
    }

    private double quantile(double degrees) {
        // The distribution changes little from a twentieth of a speaker to the next, and its quantile is slow to find.
        double rounded = Math.max(1, Math.rint(20 * degrees) / 20);
        return quantiles.computeIfAbsent(
                rounded, freedom -> new TDistribution(null, freedom).inverseCumulativeProbability(UPPER));
    }
}
