package oragen.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a figure rests on.
 *
 * @param units speakers that tell something about it; of a mean over classes, what equally many speakers for each class
 *     would be, but no more than there are
 * @param clips likewise
 * @param fewest units of the class that has the fewest
 */
record Evidence(double units, double clips, int fewest) {
    /** The evidence for a mean over clips, of which each unit has some. */
    static Evidence of(List<UnitSums> units, ToDoubleFunction<UnitSums> clips) {
        int concerned = 0;
        double sum = 0;
        for (UnitSums unit : units) {
            double count = clips.applyAsDouble(unit);
            concerned += count > 0 ? 1 : 0;
            sum += count;
        }
        return new Evidence(concerned, sum, concerned);
    }

    /** The evidence for a mean of means over those classes of which there are clips. */
    static Evidence ofClasses(List<Evidence> classes, List<UnitSums> units, ToDoubleFunction<UnitSums> clips) {
        List<Evidence> present =
                classes.stream().filter(each -> each.clips() > 0).toList();
        double square = (double) present.size() * present.size();
        Evidence all = of(units, clips);
        return new Evidence(
                Math.min(all.units(), square / inverse(present, Evidence::units)),
                Math.min(all.clips(), square / inverse(present, Evidence::clips)),
                present.stream().mapToInt(Evidence::fewest).min().orElse(0));
    }

    /** The speakers of one class alone, where those of the class that is judged worse decide. */
    Evidence ofOneClass() {
        return new Evidence(Math.min(units, fewest), clips, fewest);
    }

    private static double inverse(List<Evidence> classes, ToDoubleFunction<Evidence> count) {
        return IntStream.range(0, classes.size())
                .mapToDouble(i -> 1 / count.applyAsDouble(classes.get(i)))
                .sum();
    }
}
