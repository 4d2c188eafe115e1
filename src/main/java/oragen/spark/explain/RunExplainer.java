package oragen.spark.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;
import oragen.bundle.BundleCache;
import oragen.bundle.ModelBundle;
import oragen.explain.ClipExplainer;
import oragen.explain.ClipLook;
import oragen.explain.Keeping;
import oragen.explain.RecordedClip;
import oragen.explain.StoryTeller;
import oragen.label.MaskType;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.Occlusion;
import oragen.run.RejectReason;
import oragen.run.RunRecord;
import oragen.spark.clips.ContentColumns;
import oragen.spark.label.ExecutorModels;
import oragen.spark.label.Labelling;
import oragen.spark.label.NamedOptions;
import oragen.spark.label.TaskSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Looks at clips of one run again, on the driver, with the bundle and the options that the run has recorded. */
public final class RunExplainer implements AutoCloseable {
    /** Options that the record has, by their names on the command line. */
    private static final Map<String, String> RECORDED = Map.of(
            "protocol", "protocol",
            "modality", "modality",
            "precision", "precision",
            "decode", "decode",
            "face", "face",
            "raw_audio", "raw-audio");

    private final SparkSession spark;
    private final RunRecord run;
    private final ModelBundle bundle;
    private final @Nullable String bundleLocation;
    private final Keeping keeping;
    private final ClipSource source;
    private final Map<Occlusion, ClipExplainer> explainers = new HashMap<>();

    /** What there is to tell of a clip. @param remarks on its file */
    public record Explained(ClipLook look, StoryTeller teller, List<String> remarks) {}

    /**
     * @param bundle folder of the run's bundle; null for the embedded one
     * @param columns where clips lie in tables; null where those are no tables of clips
     */
    public RunExplainer(
            SparkSession spark,
            RunRecord run,
            @Nullable String bundle,
            @Nullable ContentColumns columns,
            Keeping keeping) {
        this.spark = spark;
        this.run = run;
        this.bundle = opened(run, bundle, spark.sparkContext().hadoopConfiguration());
        this.bundleLocation = bundle;
        this.keeping = keeping;
        this.source = new ClipSource(spark, columns);
    }

    private static ModelBundle opened(RunRecord run, @Nullable String location, Configuration configuration) {
        ModelBundle bundle = BundleCache.open(location, configuration);
        if (!bundle.checksum().equals(run.bundleChecksum())) {
            throw new InputException(
                    location == null ? "embedded bundle" : "--bundle " + location,
                    "is " + bundle.manifest().id() + " with checksum " + bundle.checksum() + ", but run " + run.runKey()
                            + " was made by " + run.bundleId() + " with " + run.bundleChecksum(),
                    "name the folder of that bundle by --bundle, or label again");
        }
        return bundle;
    }

    /** Looks at a clip again; an error where its archive or table no longer has it, or it may end the JVM. */
    public Explained explain(RecordedClip recorded) {
        requireHarmless(recorded);
        ClipSource.Found found = source.find(recorded.clip());
        ClipExplainer explainer = explainers.computeIfAbsent(recorded.occlusion(), this::explainer);
        ClipLook look = explainer.look(found.share());
        return new Explained(
                look, new StoryTeller(recorded, look, ChosenRun.modality(run), explainer.heads()), found.remarks());
    }

    private static void requireHarmless(RecordedClip recorded) {
        RecordedClip.Rejection rejection = recorded.rejection();
        if (rejection != null && rejection.reason().equals(RejectReason.CRASHED.label())) {
            throw new InputException(
                    "clip " + recorded.clip().clipId(),
                    "ended the program when it was labelled (" + rejection.message() + "), and is not looked at again",
                    rejection.remedy());
        }
    }

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes them all
    private ClipExplainer explainer(Occlusion occlusion) {
        Labelling labelling = Labelling.of(spark).bundle(bundleLocation);
        new TreeMap<>(RECORDED).forEach((recorded, option) -> {
            String value = run.options().get(recorded);
            if (value != null && !value.equals("none")) {
                NamedOptions.tell(labelling, option, value);
            }
        });
        MaskType painted = occlusion.painted();
        if (painted != null) {
            labelling.occlude(List.of(painted));
        }
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        LabelSettings settings = labelling.settings(bundle);
        return new ClipExplainer(
                bundle,
                ExecutorModels.of(settings, configuration),
                settings,
                TaskSettings.decoding(settings, configuration),
                keeping);
    }

    @Override
    public void close() {
        explainers.values().forEach(ClipExplainer::close);
    }
}
