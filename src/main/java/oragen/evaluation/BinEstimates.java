package oragen.evaluation;

import java.util.List;

/** What clips whose predictions are alike turned out to be: a mean with its interval over speakers. */
public final class BinEstimates {
    private static final int LEAST_FOR_YEARS = 5;

    private final Intervals intervals = new Intervals();

    /**
     * The clips of one unit in a bin.
     *
     * @param speaker whether it is a speaker, and not a group of clips of unknown speakers
     * @param clips above 0
     * @param observed sum over them: 1 for each that was predicted rightly, or true ages in years
     */
    public record Unit(boolean speaker, long clips, double observed) {}

    /**
     * The mean over clips.
     *
     * @param scale {@link Scale#RATIO} of parts that are right, {@link Scale#SIGNED} of years
     * @param units at least one
     */
    public Estimate of(Scale scale, List<Unit> units) {
        long clips = units.stream().mapToLong(Unit::clips).sum();
        double observed = units.stream().mapToDouble(Unit::observed).sum();
        long speakers = units.stream().filter(Unit::speaker).count();
        Double ofSpeakers = speakers == 0
                ? null
                : (Double) units.stream()
                        .filter(Unit::speaker)
                        .mapToDouble(unit -> unit.observed() / unit.clips())
                        .average()
                        .orElseThrow();
        double[] without = units.stream()
                .mapToDouble(unit -> (observed - unit.observed()) / (clips - unit.clips()))
                .toArray();
        Evidence evidence = new Evidence(units.size(), clips, units.size());
        String reason = scale == Scale.SIGNED && units.size() > 1 && units.size() < LEAST_FOR_YEARS
                ? Estimate.FEWER_THAN_FIVE_SPEAKERS
                : Jackknife.reason(evidence, without);
        double value = observed / clips;
        return reason == null
                ? Estimate.of(
                        value,
                        ofSpeakers,
                        intervals.of(scale, value, Spread.leavingOut(without), evidence),
                        clips,
                        speakers)
                : new Estimate(value, ofSpeakers, null, reason, clips, speakers);
    }
}
