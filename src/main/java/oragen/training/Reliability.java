package oragen.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import oragen.InputException;
import oragen.label.Gender;

/**
 * How far the odds of voice and face can be trusted: each is multiplied by a number that makes its probabilities as likely
 * as they can be on data that was not learnt from (temperature scaling, Guo et al. 2017), and the sum of both is the
 * answer, as for independent witnesses.
 */
public record Reliability(double face, double voice) {
    private static final double LARGEST = 4;
    private static final int HALVINGS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /**
     * UAR on pairs of a face and a voice of the same gender that were not fitted on.
     *
     * @param face of the face alone, {@code voice} of the voice alone, {@code fused} of both
     */
    public record Judgement(int pairs, double face, double voice, double fused) {}

    /** Fits on every other one, from the first. */
    public static Reliability fit(List<GenderOdds> faces, List<GenderOdds> voices) {
        return new Reliability(scale(half(faces, 0)), scale(half(voices, 0)));
    }

    /** Judges on the others, paired by chance. */
    public Judgement judge(List<GenderOdds> faces, List<GenderOdds> voices, int pairs, long seed) {
        Random random = new Random(seed);
        List<Pair> drawn = new ArrayList<>();
        List<GenderOdds> seen = half(faces, 1);
        List<GenderOdds> heard = half(voices, 1);
        for (Gender gender : Gender.values()) {
            List<GenderOdds> seenOf = of(seen, gender);
            List<GenderOdds> heardOf = of(heard, gender);
            for (int i = 0; i < pairs / 2; i++) {
                drawn.add(new Pair(
                        gender,
                        seenOf.get(random.nextInt(seenOf.size())).maleLogOdds(),
                        heardOf.get(random.nextInt(heardOf.size())).maleLogOdds()));
            }
        }
        return new Judgement(
                drawn.size(),
                recall(drawn, Pair::face),
                recall(drawn, Pair::voice),
                recall(drawn, pair -> face * pair.face() + voice * pair.voice()));
    }

    private record Pair(Gender gender, double face, double voice) {}

    /** As many of each gender, so that this is the UAR. */
    private static double recall(List<Pair> pairs, ToDoubleFunction<Pair> odds) {
        long right = pairs.stream()
                .filter(pair -> odds.applyAsDouble(pair) > 0 == (pair.gender() == Gender.MALE))
                .count();
        return right / (double) pairs.size();
    }

    private static List<GenderOdds> half(List<GenderOdds> all, int first) {
        List<GenderOdds> half = new ArrayList<>();
        for (int i = first; i < all.size(); i += 2) {
            half.add(all.get(i));
        }
        return half;
    }

    private static List<GenderOdds> of(List<GenderOdds> all, Gender gender) {
        List<GenderOdds> of = all.stream().filter(one -> one.gender() == gender).toList();
        if (of.isEmpty()) {
            throw new InputException("fit-fusion", "nobody is " + gender.label(), "give faces and voices of both");
        }
        return of;
    }

    /** Golden-section search: the likelihood has one maximum. */
    private static double scale(List<GenderOdds> odds) {
        double low = 0;
        double high = LARGEST;
        for (int i = 0; i < HALVINGS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (loss(odds, left) < loss(odds, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    /** Mean cross-entropy, each gender counting half. */
    private static double loss(List<GenderOdds> odds, double scale) {
        double loss = 0;
        for (Gender gender : Gender.values()) {
            List<GenderOdds> of = of(odds, gender);
            double sign = gender == Gender.MALE ? -1 : 1;
            for (GenderOdds one : of) {
                double z = sign * scale * one.maleLogOdds();
                loss += (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))) / of.size();
            }
        }
        return loss;
    }
}
