package oragen.training.fusion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.Checksums;
import oragen.bundle.ModelBundle;
import oragen.label.Task;
import oragen.network.FusionSize;
import oragen.network.MaskHead;
import oragen.training.feature.FeatureFolders;
import oragen.training.feature.FeatureSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a training before its first step.
 *
 * @param provenance of the two sets
 * @param initialChecksum SHA-256 of the checkpoint that it begins with; null from scratch
 */
record TrainingPlan(
        ModelBundle bundle,
        FusionSize size,
        FeatureSet training,
        FeatureSet validation,
        List<BundleManifest.TrainingSet> provenance,
        @Nullable String initialChecksum) {
    /** Reads all features once for their checksums, and their labels; what does not fit is an error. */
    static TrainingPlan of(TrainingRequest request) throws IOException {
        ModelBundle bundle = ModelBundle.open(request.bundle());
        MaskHead masks = request.tasks().contains(Task.MASK) ? MaskHead.PRESENT : MaskHead.ABSENT;
        FusionSize size = FusionSize.of(bundle.manifest(), masks);
        FeatureSet.Expectation expected =
                new FeatureSet.Expectation(bundle.manifest().id(), bundle.checksum(), size);
        FeatureSet training = read("--features", request.features(), expected);
        training.requireLabels(request.tasks());
        training.requireVariety(request.tasks());
        FeatureSet validation = read("--validation", request.validation(), expected);
        validation.requireLabels(request.tasks());
        Path initial = request.beginning().checkpoint();
        return new TrainingPlan(
                bundle,
                size,
                training,
                validation,
                List.of(provenance("training", training), provenance("validation", validation)),
                initial == null ? null : checksum(initial));
    }

    private static FeatureSet read(String option, TrainingRequest.Source source, FeatureSet.Expectation expected) {
        return FeatureSet.read(FeatureFolders.find(option, source.locations()), source.subsets(), expected);
    }

    private static BundleManifest.TrainingSet provenance(String use, FeatureSet set) {
        String location = String.join(", ", set.folders().locations())
                + (set.subsets().isEmpty() ? "" : ", subset " + String.join(", ", new TreeSet<>(set.subsets())));
        return new BundleManifest.TrainingSet(
                use,
                location,
                set.folders().sha256(),
                set.windows(),
                set.clips().size());
    }

    private static String checksum(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException("--initial " + file, "does not exist", "check the path");
        }
        return Checksums.sha256(file);
    }

    /** What two trainings must share for one to go on with the other's weights. */
    String fingerprint(TrainingRequest request) {
        Map<String, String> parts = new TreeMap<>(request.byOption());
        parts.keySet().removeAll(Set.of("epochs", "patience", "initial"));
        parts.put("bundle", bundle.checksum());
        parts.put("initial", String.valueOf(initialChecksum));
        provenance.forEach(set -> parts.put(set.use(), set.sha256() + " " + set.windows()));
        return Checksums.sha256(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** For people. */
    String description() {
        long shared =
                validation.clips().stream().filter(training.clips()::contains).count();
        return String.format(
                Locale.ROOT,
                "training on %d windows of %d clips, validating on %d windows of %d clips%s",
                training.windows(),
                training.clips().size(),
                validation.windows(),
                validation.clips().size(),
                shared == 0
                        ? ""
                        : " (" + shared + " of them are also in the training set: the metrics will be too optimistic)");
    }
}
