package oragen.training.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Views of faces of known age → a line; what draws its ages to the middle is found on persons it has not seen. */
final class AgeFit {
    /** Parts of the persons who are learnt from; {@link Person#part}. */
    private static final int PARTS = 5;

    /** Of 0.3, 1 and 3, the best on persons left out in turn: errors of 5.6 years on bare and 6.0 on covered faces. */
    private static final double PENALTY = 1;

    /**
     * Of answers on the ages that faces are taken for. More is paid for with larger errors: with 0.8 on known ages alone,
     * those of persons left out in turn grow from 5.6 to 6.2 years.
     */
    static final double BARE_SLOPE = 0.75;

    /** A covered face tells less, and a stretch costs more. */
    static final double COVERED_SLOPE = 0.65;

    private static final int BAND_YEARS = 10;

    private final List<View> views;
    private final double slope;

    /** @param target age in years, known or taken for */
    record View(float[] input, Person person, double target, FaceViews.Quality quality) {}

    /** @param slope that answers shall have on truths, up to 1 */
    AgeFit(List<View> views, double slope) {
        this.views = views;
        this.slope = slope;
    }

    /** Bands of ten years count by the root of their number: the many would else drown the few. */
    static double[] weights(double[] ages) {
        double[] counts = new double[20];
        for (double age : ages) {
            counts[band(age)]++;
        }
        return Arrays.stream(ages).map(age -> 1 / Math.sqrt(counts[band(age)])).toArray();
    }

    private static int band(double age) {
        return (int) Math.max(0, Math.min(19, age / BAND_YEARS));
    }

    LeastSquares.Line line() {
        Standardization standard =
                Standardization.of(views.stream().map(View::input).toList());
        List<float[]> inputs =
                views.stream().map(view -> standard.applied(view.input())).toList();
        double[] targets = views.stream().mapToDouble(View::target).toArray();
        double[] weights = weights(targets);
        LeastSquares[] parts = new LeastSquares[PARTS];
        Arrays.setAll(parts, part -> new LeastSquares(inputs.get(0).length));
        for (int view = 0; view < inputs.size(); view++) {
            parts[views.get(view).person().part()].add(inputs.get(view), targets[view], weights[view]);
        }
        return standard.undone(
                stretch(parts, inputs, weights).undone(without(parts, PARTS).solve(PENALTY)));
    }

    /** Of clear views, by lines of all parts but that of the person; none where there is but one part. */
    private Stretch stretch(LeastSquares[] parts, List<float[]> inputs, double[] weights) {
        List<Integer> clear = new ArrayList<>();
        for (int view = 0; view < inputs.size(); view++) {
            if (views.get(view).quality() == FaceViews.Quality.CLEAR) {
                clear.add(view);
            }
        }
        double[] unseen = new double[inputs.size()];
        for (int part = 0; part < PARTS; part++) {
            LeastSquares others = without(parts, part);
            if (others.isEmpty()) {
                return Stretch.NONE;
            }
            LeastSquares.Line line = others.solve(PENALTY);
            for (int view : clear) {
                if (views.get(view).person().part() == part) {
                    unseen[view] = line.at(inputs.get(view));
                }
            }
        }
        return Stretch.of(
                        of(clear, view -> views.get(view).target()),
                        of(clear, view -> unseen[view]),
                        of(clear, view -> weights[view]))
                .leaving(slope);
    }

    private static double[] of(List<Integer> places, IntToDoubleFunction value) {
        return places.stream().mapToInt(place -> place).mapToDouble(value).toArray();
    }

    private static LeastSquares without(LeastSquares[] parts, int left) {
        LeastSquares sum = new LeastSquares(parts[0].inputs());
        for (int part = 0; part < parts.length; part++) {
            if (part != left) {
                sum.addAll(parts[part]);
            }
        }
        return sum;
    }
}
