package oragen.training;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.onnx.BundleManifest;

/** The README.md of a trained bundle: what it is for, what it is not, and what is known of it. */
record ModelCard(
        TrainingRequest request, BundleManifest.Training training, BundleManifest.Fusion answers, FeatureSet learnt) {
    private static final String TEXT = """
            # %s

            A network that guesses %s of a speaker from voice and face, for the program ORAGEN on Spark
            (after Markitantov, Ryumina and Karpov, doi 10.1016/j.eswa.2025.127473). The program wrote this card.

            ## What it is for
            Describing audio-visual corpora in bulk: how ages, genders and masks are spread over many clips, where
            nobody is judged by the answer for one of them.

            ## What it is not for
            This software guesses personal traits from faces and voices. It does not know who a person is, and it does
            not know their gender: it reports what people who sound and look alike were labelled as. Do not use it to
            decide about anybody, to identify or to watch people, or where the law asks for consent that nobody gave.

            ## Limits and bias
            - It knows two genders, because its labels know two. People whom these words do not fit get a wrong answer.
            - It is as good as its training clips are like yours: other languages, skin colours, ages, microphones,
              cameras and light than those below make it worse, and nothing in its answer says so.
            - Ages far from the middle of the training set are drawn to the middle.
            - An error is not spread evenly: run `evaluate` on labelled clips of your own, and read the figures by
              gender, age band and mask type before you use any.
            - A missing modality is zeros to the network: it answers all the same, with more errors.

            ## What it learnt from
            | set | windows | clips | SHA-256 of the features |
            |---|---|---|---|
            %s
            Labels of the training set, in windows: %s.
            The features come from the encoders of the bundle %s (manifest %s).
            It began with %s.

            ## How well it does
            After epoch %d of %d, on clips of the validation set%s: %s.
            The validation set also chose the epoch, so expect a little less from new clips. `training.csv` has all
            epochs, `manifest.json` all options.

            ## Licence
            %s
            """;

    String text() {
        return String.format(
                Locale.ROOT,
                TEXT,
                request.output().getFileName(),
                tasks(),
                sets(),
                labels(),
                training.baseName(),
                training.baseChecksum(),
                training.initialChecksum() == null
                        ? "made-up numbers"
                        : "a checkpoint with SHA-256 " + training.initialChecksum() + ", of which it trained "
                                + request.beginning().trainable().label(),
                training.keptEpoch(),
                training.epochs(),
                " (a mean over the windows of each)",
                figures(training.metrics()),
                request.licence());
    }

    private String tasks() {
        StringBuilder tasks = new StringBuilder();
        append(tasks, answers.genderClasses() != null, "the gender");
        append(tasks, answers.age(), "the age");
        append(tasks, answers.maskClasses() != null, "the mask type");
        return tasks.toString();
    }

    private static void append(StringBuilder tasks, boolean served, String task) {
        if (served) {
            tasks.append(tasks.isEmpty() ? "" : ", ").append(task);
        }
    }

    private String sets() {
        return training.data().stream()
                .map(set ->
                        "| " + set.use() + " | " + set.windows() + " | " + set.clips() + " | " + set.sha256() + " |\n")
                .collect(Collectors.joining());
    }

    private String labels() {
        StringBuilder labels = new StringBuilder();
        for (Gender gender : Gender.values()) {
            labels.append(gender.label())
                    .append(' ')
                    .append(learnt.genders()[gender.ordinal()])
                    .append(", ");
        }
        labels.append("with an age ").append(learnt.ages());
        for (MaskType mask : MaskType.values()) {
            labels.append(", ").append(mask.label()).append(' ').append(learnt.masks()[mask.ordinal()]);
        }
        return labels.toString();
    }

    private static String figures(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(metric -> String.format(Locale.ROOT, "%s %.4f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
    }
}
