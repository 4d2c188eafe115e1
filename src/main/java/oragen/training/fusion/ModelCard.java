package oragen.training.fusion;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import oragen.bundle.BundleManifest;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import oragen.training.feature.FeatureSet;

/** The README.md of a trained bundle: what it is for, what it is not, and what is known of it. */
record ModelCard(
        TrainingRequest request,
        BundleManifest.Training training,
        BundleManifest.Fusion answers,
        FeatureSet learnt,
        Mixing mixing) {
    private static final String TEXT = """
            # %s

            A network that guesses %s of a speaker from voice and face, for the program ORAGEN on Spark
            (after Markitantov, Ryumina and Karpov, doi 10.1016/j.eswa.2025.127473). The program wrote this card.

            ## What it is for
            Describing audio-visual corpora in aggregate: the distribution of ages, genders and masks over many clips,
            where nothing depends on the prediction for a single one.

            ## What it is not for
            This software guesses personal traits from faces and voices. It does not know who a person is, and it does
            not know their gender: it reports how people who sound and look similar were labelled. Do not use it to make
            decisions about anyone, to identify or monitor people, or without consent where the law requires it.

            ## Limits and bias
            - It knows two genders because its labels do. For people whom neither describes, it is always wrong.
            - Its accuracy depends on how similar your clips are to the training clips: other languages, skin tones, ages,
              microphones, cameras and lighting reduce it, and the predictions do not show that.
            - Ages far from the mean of the training set are biased towards it.
            - Errors are not distributed evenly: run `evaluate` on labelled clips of your own, and check the metrics by
              gender, age band and mask type before you rely on any of them.
            - A missing modality is replaced by zeros: the network still predicts, less accurately.

            ## Training data
            | set | windows | clips | SHA-256 of the features |
            |---|---|---|---|
            %s
            Labels of the training set, in windows: %s.%s
            The features were extracted with the encoders of the bundle %s (manifest %s).
            Training started from %s.

            ## Performance
            After epoch %d of %d, on the clips of the validation set%s: %s.
            The epoch was selected on the same validation set, so expect slightly worse results on new clips. `training.csv`
            lists all epochs, `manifest.json` all options.

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
                mixing.told().map(told -> "\nIn the last epoch: " + told + ".").orElse(""),
                training.baseName(),
                training.baseChecksum(),
                training.initialChecksum() == null
                        ? "random weights"
                        : "a checkpoint with SHA-256 " + training.initialChecksum() + "; trained parameters: "
                                + request.beginning().trainable().label(),
                training.keptEpoch(),
                training.epochs(),
                " (mean over the windows of each clip)",
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
        long[] genders = learnt.counts().of(Task.GENDER);
        long[] masks = learnt.counts().of(Task.MASK);
        for (Gender gender : Gender.values()) {
            labels.append(gender.label())
                    .append(' ')
                    .append(genders[gender.ordinal()])
                    .append(", ");
        }
        labels.append("with an age ").append(learnt.counts().labelled(Task.AGE));
        for (MaskType mask : MaskType.values()) {
            labels.append(", ").append(mask.label()).append(' ').append(masks[mask.ordinal()]);
        }
        return labels.toString();
    }

    private static String figures(Map<String, Double> metrics) {
        return metrics.entrySet().stream()
                .map(metric -> String.format(Locale.ROOT, "%s %.4f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining(", "));
    }
}
