package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.label.Task;
import oragen.run.Product;
import oragen.run.RunRecord;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Runs that differ in their modality alone.
 *
 * @param runs keys by modality
 */
record ModalityRuns(String bundleId, String protocol, Map<String, String> runs) {
    static final String TABLE = "modalities";

    static final String MODALITY = "modality";

    /** Of the runs that a folder has records of; none where no two of them differ in this alone. */
    static List<ModalityRuns> among(List<RunRecord> records) {
        Map<String, ModalityRuns> found = new TreeMap<>();
        for (RunRecord record : records) {
            String modality = record.options().get(MODALITY);
            if (record.product() == Product.PREDICTIONS && modality != null) {
                Map<String, String> others = new TreeMap<>(record.options());
                others.remove(MODALITY);
                found.computeIfAbsent(
                                record.schemaVersion() + record.bundleChecksum() + others,
                                key -> new ModalityRuns(
                                        record.bundleId(), others.getOrDefault("protocol", ""), new TreeMap<>()))
                        .runs()
                        .put(modality, record.runKey());
            }
        }
        return found.values().stream().filter(group -> group.runs().size() > 1).toList();
    }

    /** The modality of a row's run. */
    Column modality() {
        return coalesce(runs.entrySet().stream()
                        .map(run -> when(col("run").equalTo(run.getValue()), run.getKey()))
                        .toArray(Column[]::new))
                .as(MODALITY);
    }

    /** Rows of these runs. */
    Dataset<Row> of(Dataset<Row> rows) {
        return rows.filter(
                col("run").isin(runs.values().toArray()).and(col("imputed").equalTo(false)));
    }

    /**
     * The clips of these runs, each prediction only where all runs that have the task answered the clip, so that every
     * modality is judged on the same clips.
     */
    Dataset<Row> common(Dataset<Row> clips) {
        Dataset<Row> ours = of(clips);
        WindowSpec clip = Window.partitionBy(RunPairs.IDENTITY.stream()
                .map(name -> coalesce(col(name).cast("string"), lit("")))
                .toArray(Column[]::new));
        Map<String, Column> common = new LinkedHashMap<>();
        answering(ours).forEach((task, answering) -> {
            Column answers = sum(when(col(task).isNotNull(), 1).otherwise(0)).over(clip);
            common.put(task, when(answers.equalTo(answering), col(task)));
        });
        return ours.withColumns(common);
    }

    /** How many of the runs have a task: a voice may tell no age. */
    private static Map<String, Long> answering(Dataset<Row> clips) {
        List<Column> has = new ArrayList<>();
        List<Column> counts = new ArrayList<>();
        for (Task task : Task.values()) {
            has.add(max(col(task.column()).isNotNull()).as(task.column()));
            counts.add(count(when(col(task.column()), 1)).as(task.column()));
        }
        Row found = clips.groupBy("run")
                .agg(has.get(0), has.subList(1, has.size()).toArray(Column[]::new))
                .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
                .first();
        Map<String, Long> answering = new LinkedHashMap<>();
        for (Task task : Task.values()) {
            answering.put(task.column(), found.getAs(task.column()));
        }
        return answering;
    }
}
