package oragen.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import oragen.explain.RecordedClip.Prediction;
import oragen.grouping.ClipPrediction;
import oragen.label.Gender;
import oragen.pipeline.ClipOutcome;
import oragen.report.ClipStory.Change;
import oragen.report.Words;
import org.jspecify.annotations.Nullable;

/** What a second look gives otherwise than was recorded. */
final class Differences {
    /** Kernels of another machine or batch round otherwise: by less. */
    private static final double SAME_PROBABILITY = 1e-3;

    private static final double SAME_YEARS = 0.05;
    private static final double SAME_SECONDS = 0.005;

    private final List<Change> changes = new ArrayList<>();

    private Differences() {}

    static List<Change> of(RecordedClip recorded, ClipLook look) {
        Differences differences = new Differences();
        Prediction prediction = recorded.prediction();
        ClipOutcome.Labelled labelled = look.labelled().orElse(null);
        if (prediction == null || labelled == null) {
            differences.add("outcome", outcome(recorded), outcome(look.outcome()));
        } else {
            differences.compare(prediction, labelled);
        }
        return differences.changes;
    }

    private static String outcome(RecordedClip recorded) {
        return recorded.rejection() == null
                ? "predicted"
                : "rejected: " + Words.value(recorded.rejection().reason());
    }

    private static String outcome(ClipOutcome outcome) {
        return outcome instanceof ClipOutcome.Rejected rejected
                ? "rejected: " + Words.value(rejected.reason().label())
                : "predicted";
    }

    private void compare(Prediction recorded, ClipOutcome.Labelled labelled) {
        ClipPrediction now = labelled.views().get(0).prediction();
        ClipOutcome.ClipFacts facts = labelled.facts();
        Gender gender = now.gender();
        add("gender", label(recorded.gender()), label(gender));
        double[] probabilities = now.genderProbabilities();
        add(
                "probability of female",
                recorded.femaleProbability(),
                probabilities == null ? null : probabilities[Gender.FEMALE.ordinal()],
                SAME_PROBABILITY,
                "%.3f");
        add("age, years", recorded.age(), now.age(), SAME_YEARS, "%.2f");
        add(
                "mask type",
                recorded.maskType() == null
                        ? Words.NOTHING
                        : Words.value(recorded.maskType().label()),
                now.maskType() == null
                        ? Words.NOTHING
                        : Words.value(now.maskType().label()));
        add("windows", Integer.toString(recorded.windowCount()), Integer.toString(now.windowCount()));
        add("speech, s", recorded.speechSeconds(), facts.speechSeconds(), SAME_SECONDS, "%.2f");
        add(
                "frames with the face",
                Integer.toString(recorded.faceFrameCount()),
                Integer.toString(facts.faceFrameCount()));
        add("length, s", recorded.durationSeconds(), facts.durationSeconds(), SAME_SECONDS, "%.2f");
    }

    private static String label(@Nullable Gender gender) {
        return gender == null ? Words.NOTHING : gender.label();
    }

    private void add(String what, @Nullable Double recorded, @Nullable Double now, double same, String format) {
        boolean equal =
                recorded == null || now == null ? Objects.equals(recorded, now) : Math.abs(recorded - now) <= same;
        if (!equal) {
            changes.add(new Change(what, number(format, recorded), number(format, now)));
        }
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? Words.NOTHING : String.format(Locale.ROOT, format, value);
    }

    private void add(String what, String recorded, String now) {
        if (!recorded.equals(now)) {
            changes.add(new Change(what, recorded, now));
        }
    }
}
