package oragen.spark.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.explain.Keeping;
import oragen.explain.RecordedClip;
import oragen.report.ClipPage;
import oragen.report.FaceGallery;
import oragen.run.RunLocation;
import oragen.run.RunRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The worst and the least certain clips of each run, looked at again. Costs what labelling them does. */
public final class RunGalleries {
    /** Of each order: a page that is still read. */
    private static final int MOST_CLIPS = 6;

    private final SparkSession spark;
    private final @Nullable String labels;
    private final @Nullable String bundle;

    /**
     * @param labels manifest whose labels count instead of those in the predictions; null for those
     * @param bundle folder of the runs' bundle; null for the embedded one
     */
    public RunGalleries(SparkSession spark, @Nullable String labels, @Nullable String bundle) {
        this.spark = spark;
        this.labels = labels;
        this.bundle = bundle;
    }

    /** A gallery for each run in an output folder of {@code label}, or in its folder {@code predictions}. */
    public List<FaceGallery> of(String predictions) {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        RunLocation location = location(new Path(predictions), configuration);
        String output = location.output().toString();
        List<FaceGallery> galleries = new ArrayList<>();
        for (RunRecord run : ChosenRun.runs(output, configuration)) {
            if (location.names(run)) {
                galleries.add(gallery(output, run));
            }
        }
        return galleries;
    }

    private static RunLocation location(Path predictions, Configuration configuration) {
        try {
            return RunLocation.find(predictions, "predictions", predictions.getFileSystem(configuration))
                    .orElseThrow(() -> new InputException(
                            "--faces",
                            predictions + " has no run records, which tell how its clips were looked at",
                            "leave --faces out, or name the output folder of label"));
        } catch (IOException e) {
            throw new UncheckedIOException(predictions + " cannot be looked up", e);
        }
    }

    private FaceGallery gallery(String output, RunRecord run) {
        RecordedRows rows = new RecordedRows(spark, output, run, labels);
        Map<String, RecordedClip> clips = new LinkedHashMap<>();
        for (WorstBy by : List.of(WorstBy.AGE_ERROR, WorstBy.CONFIDENCE)) {
            rows.worstOrNone(MOST_CLIPS, by).forEach(clip -> clips.putIfAbsent(PageNames.of(clip), clip));
        }
        List<ClipPage.Entry> entries = new ArrayList<>();
        try (RunExplainer explainer = new RunExplainer(spark, run, bundle, null, new Keeping(false, false))) {
            clips.values().forEach(clip -> entries.add(entry(explainer, clip)));
        } catch (InputException e) {
            return new FaceGallery(run.runKey(), List.of(), "The clips cannot be looked at again: " + e.getMessage());
        }
        return new FaceGallery(run.runKey(), entries, entries.isEmpty() ? "No clip has a gender or an age." : "");
    }

    private static ClipPage.Entry entry(RunExplainer explainer, RecordedClip clip) {
        try {
            return PageEntry.of(clip, null, explainer.explain(clip).look());
        } catch (InputException e) {
            return PageEntry.withoutLook(clip, String.valueOf(e.getMessage()));
        }
    }
}
