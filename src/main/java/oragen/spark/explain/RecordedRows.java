package oragen.spark.explain;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.explain.RecordedClip;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.run.RejectReason;
import oragen.run.RunRecord;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.LabelTable;
import oragen.spark.table.RunOutput;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The rows of a run that count, and which of them are meant. */
public final class RecordedRows {
    private static final String MEASURE = "measure";
    private static final String WHY = "why";

    /** Ids that a message names. */
    private static final int SIMILAR = 3;

    /** Years between voice and face that count as much as a certain woman against a certain man. */
    private static final double YEARS_LIKE_GENDER = 20;

    private static final List<String> LABELS = List.of("label_gender", "label_age", "label_mask_type");

    private final SparkSession spark;
    private final String output;
    private final RunRecord run;
    private final @Nullable String labels;
    private final RunOutput tables;

    /** @param labels manifest whose labels count instead of those in the predictions; null for those */
    public RecordedRows(SparkSession spark, String output, RunRecord run, @Nullable String labels) {
        this.spark = spark;
        this.output = output;
        this.run = run;
        this.labels = labels;
        this.tables = new RunOutput(spark, output);
    }

    /** The rows of some clips, predicted or rejected, in the order of the ids; an error where there is none for one. */
    List<RecordedClip> ofClips(List<String> ids) {
        List<RecordedClip> clips = new ArrayList<>();
        for (String table : List.of("predictions", "rejects")) {
            current(table, run)
                    .map(rows -> labelled(rows.filter(col("clip_id").isin(ids.toArray()))))
                    .ifPresent(
                            rows -> rows.collectAsList().forEach(row -> clips.add(RecordedRow.decode(run, row, ""))));
        }
        List<RecordedClip> sorted = new ArrayList<>();
        for (String id : ids) {
            List<RecordedClip> ofId = clips.stream()
                    .filter(clip -> clip.clip().clipId().equals(id))
                    .toList();
            if (ofId.isEmpty()) {
                throw unknown(id);
            }
            sorted.addAll(ofId);
        }
        return sorted;
    }

    private InputException unknown(String id) {
        List<String> similar = new ArrayList<>();
        for (String table : List.of("predictions", "rejects")) {
            current(table, run)
                    .ifPresent(rows -> rows.select(col("clip_id"))
                            .distinct()
                            .orderBy(
                                    col("clip_id").contains(id).desc(),
                                    levenshtein(col("clip_id"), lit(id)),
                                    col("clip_id"))
                            .limit(SIMILAR)
                            .collectAsList()
                            .forEach(row -> similar.add(row.getString(0))));
        }
        return new InputException(
                "--clip " + id,
                "run " + run.runKey() + " in " + output + " has no such clip",
                similar.isEmpty()
                        ? "use a clip_id of its tables"
                        : "did you mean "
                                + similar.stream().distinct().limit(SIMILAR).collect(Collectors.joining(", "))
                                + "? show --output " + output + " lists clips");
    }

    /** The first of the predicted clips in an order; an error where it has no clip. */
    List<RecordedClip> worst(int count, WorstBy by) {
        List<RecordedClip> found = worstOrNone(count, by);
        if (found.isEmpty()) {
            throw new InputException(
                    "--by " + by.label(),
                    "no clip of run " + run.runKey() + " can be ordered so",
                    switch (by) {
                        case AGE_ERROR -> "use a run with ages, and give labels with --labels";
                        case CONFIDENCE -> "use a run with the task gender";
                        case DISAGREEMENT -> "use runs that have clips in common";
                        case MASK -> "use a run with the task mask";
                    });
        }
        return found;
    }

    /** The same; nothing where the order has no clip. */
    public List<RecordedClip> worstOrNone(int count, WorstBy by) {
        Dataset<Row> rows = current("predictions", run).map(this::labelled).orElse(null);
        if (rows == null) {
            return List.of();
        }
        Dataset<Row> measured = switch (by) {
            case AGE_ERROR ->
                measured(
                        rows,
                        abs(col("age").minus(col("label_age"))).multiply(-1),
                        format_string("age error of %.1f years", abs(col("age").minus(col("label_age")))));
            case CONFIDENCE ->
                measured(rows, confidence(), format_string("probability of the gender %.3f", confidence()));
            case MASK -> {
                Column probability = ofMask(coalesce(col("label_mask_type"), col("mask_type")));
                yield measured(
                        rows,
                        probability,
                        format_string(
                                "probability of the %s mask type %.3f",
                                when(col("label_mask_type").isNull(), "predicted")
                                        .otherwise("true"),
                                probability));
            }
            case DISAGREEMENT -> disagreement(rows);
        };
        return measured
                .filter(col(MEASURE).isNotNull())
                .orderBy(col(MEASURE), col("clip_id"), col("path"))
                .limit(count)
                .collectAsList()
                .stream()
                .map(row -> RecordedRow.decode(run, row, row.getAs(WHY)))
                .toList();
    }

    private static Dataset<Row> measured(Dataset<Row> rows, Column measure, Column why) {
        return rows.withColumn(MEASURE, measure).withColumn(WHY, why);
    }

    private static Column confidence() {
        return greatest(col("gender_female_probability"), col("gender_male_probability"));
    }

    private static Column ofMask(Column label) {
        Column probability = lit(null).cast("double");
        for (MaskType type : MaskType.values()) {
            probability = when(label.equalTo(type.label()), col(type.label() + "_probability"))
                    .otherwise(probability);
        }
        return probability;
    }

    /** By runs of the voice alone and of the face alone in the same folder, of the same bundle. */
    private Dataset<Row> disagreement(Dataset<Row> rows) {
        Dataset<Row> voice = alone(Modality.AUDIO, "voice");
        Dataset<Row> face = alone(Modality.VISUAL, "face");
        List<String> keys = new ArrayList<>(ClipRowCodec.IDENTITY);
        Dataset<Row> joined = joined(joined(rows, voice, keys, "voice"), face, keys, "face");
        Column genders = abs(col("voice_female").minus(col("face_female")));
        Column ages = abs(col("voice_age").minus(col("face_age")));
        Column apart = genders.plus(coalesce(ages, lit(0)).divide(YEARS_LIKE_GENDER));
        return measured(
                joined,
                apart.multiply(-1),
                when(ages.isNull(), format_string("voice and face differ by %.3f in P(female)", genders))
                        .otherwise(format_string(
                                "voice and face differ by %.3f in P(female) and %.1f years", genders, ages)));
    }

    private Dataset<Row> alone(Modality modality, String name) {
        RunRecord other = ChosenRun.runs(output, spark.sparkContext().hadoopConfiguration()).stream()
                .filter(candidate -> ChosenRun.modality(candidate) == modality && isAlike(candidate))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "--by " + WorstBy.DISAGREEMENT.label(),
                        output + " has no run of the " + name + " alone beside run " + run.runKey(),
                        "label the same clips to the same folder with --modality " + modality.label()));
        List<Column> columns = new ArrayList<>();
        ClipRowCodec.IDENTITY.forEach(key -> columns.add(col(key).as(name + "_" + key)));
        columns.add(col("occlusion").as(name + "_occlusion"));
        columns.add(col("gender_female_probability").as(name + "_female"));
        columns.add(col("age").as(name + "_age"));
        return current("predictions", other)
                .orElseThrow(() -> new InputException(
                        "--by " + WorstBy.DISAGREEMENT.label(),
                        "run " + other.runKey() + " has no predictions",
                        "label the clips with --modality " + modality.label()))
                .select(columns.toArray(Column[]::new));
    }

    /** Whether a run of another modality is otherwise as this one. */
    private boolean isAlike(RunRecord other) {
        return other.bundleChecksum().equals(run.bundleChecksum())
                && Stream.of("protocol", "occlude")
                        .allMatch(option -> Objects.equals(
                                other.options().get(option), run.options().get(option)));
    }

    private static Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> alone, List<String> keys, String name) {
        Column same = rows.col("occlusion").eqNullSafe(alone.col(name + "_occlusion"));
        for (String key : keys) {
            same = same.and(rows.col(key).eqNullSafe(alone.col(name + "_" + key)));
        }
        return rows.join(alone, same);
    }

    private Optional<Dataset<Row>> current(String table, RunRecord of) {
        return tables.current(table).map(rows -> {
            Dataset<Row> own = rows.filter(col("run_key").equalTo(of.runKey()));
            boolean occluded = Arrays.asList(own.columns()).contains("occlusion");
            Dataset<Row> all =
                    occluded ? own : own.withColumn("occlusion", lit(null).cast("string"));
            return table.equals("rejects") ? all.filter(col("reason").notEqual(RejectReason.DUPLICATE.label())) : all;
        });
    }

    private Dataset<Row> labelled(Dataset<Row> rows) {
        if (labels == null) {
            return rows;
        }
        LabelTable table = LabelTable.read(spark, labels);
        String key = table.key();
        List<Column> truth = new ArrayList<>(List.of(col(key)));
        LABELS.forEach(name -> truth.add(col(name)));
        return rows.drop(LABELS.toArray(String[]::new))
                .join(broadcast(table.byKey().select(truth.toArray(Column[]::new))), new String[] {key}, "left")
                // A mask that was painted on the face is the truth about it.
                .withColumn("label_mask_type", coalesce(col("occlusion"), col("label_mask_type")));
    }
}
