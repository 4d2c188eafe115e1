package oragen.training.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.network.FusionSize;

/**
 * Features of people who do not exist: the gender shows in voice and face, each with errors of its own; the age mostly
 * in the voice; the mask in the face alone. So both together must know more than either.
 */
public final class GeneratedFeatures {
    /** What features are made of besides noise is the same in every set. */
    private static final long WORLD = 20_260_101;

    /** Deviation of what a clip's voice, or face, misleads by; against ±1 for the gender. */
    private static final double GENDER_ERROR = 0.8;

    private static final double AGE_ERROR_OF_VOICE = 0.5;
    private static final double AGE_ERROR_OF_FACE = 0.65;
    private static final double YOUNGEST = 15;
    private static final double OLDEST = 85;
    private static final double MIDDLE = 50;
    private static final double SPREAD_YEARS = 20;

    /** Of every value, from window to window. */
    private static final double NOISE = 0.7;

    private final FusionSize size;
    private final float[] voiceOfGender;
    private final float[] voiceOfAge;
    private final float[] faceOfGender;
    private final float[] faceOfAge;
    private final float[][] faceOfMask;

    public GeneratedFeatures(FusionSize size) {
        this.size = size;
        Random world = new Random(WORLD);
        this.voiceOfGender = direction(world, size.audioWidth());
        this.voiceOfAge = direction(world, size.audioWidth());
        this.faceOfGender = direction(world, size.frameValues());
        this.faceOfAge = direction(world, size.frameValues());
        this.faceOfMask = new float[MaskType.values().length][];
        for (int type = 0; type < faceOfMask.length; type++) {
            faceOfMask[type] = direction(world, size.frameValues());
        }
    }

    private static float[] direction(Random random, int values) {
        float[] direction = new float[values];
        for (int i = 0; i < values; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        return direction;
    }

    /** How many people are made up. */
    public record Amount(int clips, int windowsPerClip, long seed) {}

    /** Writes one file; the same amount and stamp give the same rows. */
    public void write(Path file, Amount amount, FeatureWriter.Stamp stamp) throws IOException {
        Random random = new Random(amount.seed());
        try (FeatureWriter writer = new FeatureWriter(file, stamp)) {
            for (int clip = 0; clip < amount.clips(); clip++) {
                Person person = new Person(random, clip);
                for (int window = 0; window < amount.windowsPerClip(); window++) {
                    writer.write(new FeatureWriter.Row(
                            amount.seed() + "-" + clip,
                            null,
                            null,
                            window,
                            person.labels,
                            voice(random, person),
                            face(random, person)));
                }
            }
        }
    }

    /** What one clip's voice and face show. */
    private static final class Person {
        private final Labels labels;
        private final double voiceGender;
        private final double voiceAge;
        private final double faceGender;
        private final double faceAge;
        private final int mask;

        private Person(Random random, int clip) {
            Gender gender = random.nextBoolean() ? Gender.FEMALE : Gender.MALE;
            double years = YOUNGEST + random.nextDouble() * (OLDEST - YOUNGEST);
            this.mask = clip % MaskType.values().length;
            this.labels = new Labels(gender, (double) Math.round(years), MaskType.values()[mask]);
            double side = gender == Gender.MALE ? 1 : -1;
            double age = (years - MIDDLE) / SPREAD_YEARS;
            this.voiceGender = side + GENDER_ERROR * random.nextGaussian();
            this.faceGender = side + GENDER_ERROR * random.nextGaussian();
            this.voiceAge = age + AGE_ERROR_OF_VOICE * random.nextGaussian();
            this.faceAge = age + AGE_ERROR_OF_FACE * random.nextGaussian();
        }
    }

    private float[] voice(Random random, Person person) {
        float[] values = new float[size.audioFrames() * size.audioWidth()];
        for (int i = 0; i < values.length; i++) {
            int channel = i % size.audioWidth();
            values[i] = (float) (person.voiceGender * voiceOfGender[channel]
                    + person.voiceAge * voiceOfAge[channel]
                    + NOISE * random.nextGaussian());
        }
        return values;
    }

    private float[] face(Random random, Person person) {
        float[] values = new float[FusionSize.SLOTS * size.frameValues()];
        for (int i = 0; i < values.length; i++) {
            int channel = i % size.frameValues();
            values[i] = (float) (person.faceGender * faceOfGender[channel]
                    + person.faceAge * faceOfAge[channel]
                    + faceOfMask[person.mask][channel]
                    + NOISE * random.nextGaussian());
        }
        return values;
    }
}
