package oragen.training.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.model.compact.FaceHeads;
import oragen.model.compact.OwnAnswers;
import oragen.model.compact.RegionFeatures;
import org.jspecify.annotations.Nullable;

/** Views of faces → heads. */
final class HeadFit {
    private static final int TYPES = MaskType.values().length;
    /** Odds from which the public network's word on a bare face is taken for the truth. */
    private static final double SURE_ODDS = 2;

    /**
     * Respirators and shields are worn by few. Where all types counted the same, 2 to 7 of 15 photographs of bare faces were
     * taken for shields, with this 0 to 1.
     */
    private static final double SELDOM = 0.135;

    private final OwnAnswers own;
    private final FaceHeadsTraining.Options options;

    HeadFit(OwnAnswers own, FaceHeadsTraining.Options options) {
        this.own = own;
        this.options = options;
    }

    FaceHeads fit(List<PictureFace> faces, List<FaceViews.Example> examples) {
        List<OwnAnswers.Answer> answers =
                examples.stream().map(example -> own.of(example.descriptor())).toList();
        SoftmaxRegression.Head masks = masks(examples);
        AgeTargets ages = AgeTargets.of(faces, examples, answers);
        List<LeastSquares.Line> years = new ArrayList<>();
        List<LeastSquares.Line> odds = new ArrayList<>();
        for (int expert = 0; expert < FaceHeads.EXPERTS; expert++) {
            List<AgeFit.View> views = new ArrayList<>();
            List<float[]> inputs = new ArrayList<>();
            List<Gender> genders = new ArrayList<>();
            for (int i = 0; i < examples.size(); i++) {
                FaceViews.Example example = examples.get(i);
                if (FaceHeads.expertOf(example.type()) != expert) {
                    continue;
                }
                Person person = faces.get(example.face()).person();
                views.add(new AgeFit.View(
                        with(example.descriptor(), answers.get(i).years()),
                        person,
                        ages.target(example.face()),
                        example.quality()));
                Gender gender = gender(person, ages.bareOdds(example.face()));
                if (gender != null) {
                    inputs.add(with(example.descriptor(), answers.get(i).maleOdds()));
                    genders.add(gender);
                }
            }
            years.add(new AgeFit(views, expert == 0 ? AgeFit.BARE_SLOPE : AgeFit.COVERED_SLOPE).line());
            odds.add(odds(inputs, genders));
        }
        return new FaceHeads(masks.weights(), masks.bias(), experts(years), experts(odds));
    }

    private static float[] with(float[] descriptor, double answer) {
        float[] input = Arrays.copyOf(descriptor, RegionFeatures.OF_PERSON + 1);
        input[RegionFeatures.OF_PERSON] = (float) answer;
        return input;
    }

    /** Null where it is not known and the face does not say. */
    private static @Nullable Gender gender(Person person, double bareOdds) {
        if (person.gender() != null) {
            return person.gender();
        }
        if (Math.abs(bareOdds) < SURE_ODDS) {
            return null;
        }
        return bareOdds > 0 ? Gender.MALE : Gender.FEMALE;
    }

    /** Of what tells cloth; each type counts the same but those that are seldom worn. */
    private SoftmaxRegression.Head masks(List<FaceViews.Example> examples) {
        int[] targets =
                examples.stream().mapToInt(example -> example.type().ordinal()).toArray();
        List<float[]> inputs = examples.stream()
                .map(example ->
                        Arrays.copyOfRange(example.descriptor(), RegionFeatures.OF_PERSON, RegionFeatures.COUNT))
                .toList();
        SoftmaxRegression.Head head = new SoftmaxRegression(inputs.get(0).length, TYPES)
                .fit(inputs, targets, asWorn(targets), options.steps(), options.penalty());
        float[] weights = new float[RegionFeatures.COUNT * TYPES];
        System.arraycopy(head.weights(), 0, weights, RegionFeatures.OF_PERSON * TYPES, head.weights().length);
        return new SoftmaxRegression.Head(weights, head.bias());
    }

    /** ln(P(male) / P(female)); both count the same. What the network itself says, where nobody's gender is known. */
    private LeastSquares.Line odds(List<float[]> inputs, List<Gender> genders) {
        int[] targets = genders.stream().mapToInt(Gender::ordinal).toArray();
        int size = RegionFeatures.OF_PERSON + 1;
        if (inputs.isEmpty()) {
            double[] own = new double[size];
            own[RegionFeatures.OF_PERSON] = 1;
            return new LeastSquares.Line(own, 0);
        }
        int classes = Gender.values().length;
        SoftmaxRegression.Head head = new SoftmaxRegression(size, classes)
                .fit(inputs, targets, balanced(targets, classes), options.steps(), options.penalty());
        int male = Gender.MALE.ordinal();
        int female = Gender.FEMALE.ordinal();
        double[] weights = new double[size];
        Arrays.setAll(weights, i -> head.weights()[i * classes + male] - head.weights()[i * classes + female]);
        return new LeastSquares.Line(weights, head.bias()[male] - head.bias()[female]);
    }

    private static double[] asWorn(int[] targets) {
        double[] weights = balanced(targets, TYPES);
        for (int example = 0; example < targets.length; example++) {
            weights[example] *= switch (MaskType.values()[targets[example]]) {
                case NO_MASK, TISSUE, MEDICAL, PROTECTIVE_FFP -> 1;
                case RESPIRATOR, FACE_SHIELD -> SELDOM;
            };
        }
        return weights;
    }

    private static double[] balanced(int[] targets, int classes) {
        double[] counts = new double[classes];
        for (int target : targets) {
            counts[target]++;
        }
        return Arrays.stream(targets).mapToDouble(target -> 1 / counts[target]).toArray();
    }

    /** Lines of descriptors and a last input, which is what the network itself says. */
    private static FaceHeads.Experts experts(List<LeastSquares.Line> lines) {
        int experts = lines.size();
        int inputs = RegionFeatures.OF_PERSON;
        float[] weights = new float[RegionFeatures.COUNT * experts];
        float[] own = new float[experts];
        float[] bias = new float[experts];
        for (int expert = 0; expert < experts; expert++) {
            LeastSquares.Line line = lines.get(expert);
            for (int i = 0; i < inputs; i++) {
                weights[i * experts + expert] = (float) line.weights()[i];
            }
            own[expert] = (float) line.weights()[inputs];
            bias[expert] = (float) line.bias();
        }
        return new FaceHeads.Experts(weights, own, bias);
    }
}
