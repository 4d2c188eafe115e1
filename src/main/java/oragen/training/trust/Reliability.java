package oragen.training.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import oragen.InputException;
import oragen.evaluation.ConfusionMatrix;
import oragen.label.Gender;

/**
 * How far the odds of voice and face can be trusted: logistic regression without a constant on pairs of a face and a
 * voice of the same gender, as for independent witnesses that boast or are too modest. The more trusted one keeps its
 * odds, as few and easy examples are no reason to claim more than a network itself does.
 */
public record Reliability(double face, double voice) {
    private static final double LARGEST = 8;
    private static final int ROUNDS = 12;

    /**
     * UAR on pairs of a face and a voice of the same gender that were not fitted on.
     *
     * @param face of the face alone, {@code voice} of the voice alone, {@code fused} of both
     */
    public record Judgement(int pairs, double face, double voice, double fused) {}

    /** Fits on every other face and voice, from the first. */
    public static Reliability fit(List<GenderOdds> faces, List<GenderOdds> voices, int pairs, long seed) {
        List<Pair> drawn = pairs(half(faces, 0), half(voices, 0), pairs, seed);
        double face = 1;
        double voice = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double fixedVoice = voice;
            face = lowest(trial -> loss(drawn, trial, fixedVoice));
            double fixedFace = face;
            voice = lowest(trial -> loss(drawn, fixedFace, trial));
        }
        double larger = Math.max(1e-6, Math.max(face, voice));
        return new Reliability(face / larger, voice / larger);
    }

    /** Judges on the others, paired by chance. */
    public Judgement judge(List<GenderOdds> faces, List<GenderOdds> voices, int pairs, long seed) {
        List<Pair> drawn = pairs(half(faces, 1), half(voices, 1), pairs, seed);
        return new Judgement(
                drawn.size(),
                unweightedAverageRecall(drawn, Pair::face),
                unweightedAverageRecall(drawn, Pair::voice),
                unweightedAverageRecall(drawn, pair -> face * pair.face() + voice * pair.voice()));
    }

    /** As many of each gender. */
    private static List<Pair> pairs(List<GenderOdds> faces, List<GenderOdds> voices, int count, long seed) {
        Random random = new Random(seed);
        List<Pair> drawn = new ArrayList<>();
        for (Gender gender : Gender.values()) {
            List<GenderOdds> seen = of(faces, gender);
            List<GenderOdds> heard = of(voices, gender);
            for (int i = 0; i < count / 2; i++) {
                drawn.add(new Pair(
                        gender,
                        seen.get(random.nextInt(seen.size())).maleLogOdds(),
                        heard.get(random.nextInt(heard.size())).maleLogOdds()));
            }
        }
        return drawn;
    }

    private record Pair(Gender gender, double face, double voice) {}

    private static double unweightedAverageRecall(List<Pair> pairs, ToDoubleFunction<Pair> odds) {
        ConfusionMatrix answers = ConfusionMatrix.empty(Gender.values().length);
        for (Pair pair : pairs) {
            Gender answer = odds.applyAsDouble(pair) > 0 ? Gender.MALE : Gender.FEMALE;
            answers.add(pair.gender().ordinal(), answer.ordinal(), 1);
        }
        return answers.unweightedAverageRecall().orElseThrow();
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
            throw new InputException(
                    "fit-fusion", "no " + gender.label() + " examples", "provide faces and voices of both genders");
        }
        return of;
    }

    private static double lowest(DoubleUnaryOperator loss) {
        return GoldenSection.lowest(0, LARGEST, loss);
    }

    /** Mean cross-entropy. */
    private static double loss(List<Pair> pairs, double face, double voice) {
        double loss = 0;
        for (Pair pair : pairs) {
            double odds = face * pair.face() + voice * pair.voice();
            double z = pair.gender() == Gender.MALE ? -odds : odds;
            loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        }
        return loss / pairs.size();
    }
}
