package oragen.spark.clips;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.label.Gender;
import oragen.label.MaskType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** A manifest as a table of labels, in the columns that predictions have for them. */
public final class LabelTable {
    private static final Set<String> LABELS = Set.of("gender", "age", "mask_type");
    private static final Set<String> WHO = Set.of("corpus", "subset", "speaker");
    private static final Set<String> CLIP =
            Set.of("path", "root", "bytes", "frames", "clip_id", "channel", "start_second", "end_second", "face_box");

    private final String location;
    private final Dataset<Row> table;

    private LabelTable(String location, Dataset<Row> table) {
        this.location = location;
        this.table = table;
    }

    /** Looks at every row: a label that is none is an error. */
    public static LabelTable read(SparkSession spark, String location) {
        LabelTable labels = new LabelTable(location, Manifest.read(spark, location));
        labels.check("gender", Stream.of(Gender.values()).map(Gender::label).toList());
        labels.check(
                "mask_type", Stream.of(MaskType.values()).map(MaskType::label).toList());
        labels.checkAges();
        return labels;
    }

    private void check(String column, List<String> known) {
        if (has(column)) {
            refuse(
                    column,
                    table.filter(text(column)
                            .isNotNull()
                            .and(text(column).isin(known.toArray()).equalTo(false))),
                    "use one of " + String.join(", ", known) + ", or leave the cell empty");
        }
    }

    private void checkAges() {
        if (has("age")) {
            Column age = text("age").try_cast("double");
            refuse(
                    "age",
                    table.filter(text("age")
                            .isNotNull()
                            .and(age.isNull().or(age.between(0, 130).equalTo(false)))),
                    "use 0 to 130 years, or leave the cell empty");
        }
    }

    private void refuse(String column, Dataset<Row> wrong, String remedy) {
        wrong.select(col("path"), col(column)).limit(1).collectAsList().forEach(row -> {
            throw new InputException(
                    "manifest " + location + ", " + row.getAs("path") + ", " + column,
                    "\"" + row.getAs(column) + "\"",
                    remedy);
        });
    }

    private boolean has(String column) {
        return Arrays.asList(table.columns()).contains(column);
    }

    private static Column text(String column) {
        Column text = lower(trim(col(column)));
        return when(text.notEqual(""), text);
    }

    /** The column of predictions that names the same clip. */
    public String key() {
        return has("clip_id") ? "clip_id" : "path";
    }

    /**
     * Rows with {@link #key}, {@code corpus, subset, speaker, label_gender, label_age, label_mask_type} and
     * {@code label_<name>} of further columns; an error where the key is not unique. Costs one shuffle.
     */
    public Dataset<Row> byKey() {
        List<Column> columns = new ArrayList<>();
        columns.add(key().equals("clip_id") ? col("clip_id") : qualified());
        WHO.forEach(name -> columns.add((has(name) ? col(name) : lit(null).cast("string")).as(name)));
        columns.add((has("gender") ? text("gender") : lit(null).cast("string")).as("label_gender"));
        columns.add((has("age") ? text("age").cast("double") : lit(null).cast("double")).as("label_age"));
        columns.add((has("mask_type") ? text("mask_type") : lit(null).cast("string")).as("label_mask_type"));
        Arrays.stream(table.columns())
                .filter(name -> !LABELS.contains(name) && !WHO.contains(name) && !CLIP.contains(name))
                .forEach(name -> columns.add(col("`" + name + "`").as("label_" + name)));
        Dataset<Row> rows = table.select(columns.toArray(Column[]::new));
        requireUnique(rows, key(), "manifest " + location);
        return rows;
    }

    private Column qualified() {
        Manifest.PathQualifier qualifier = Manifest.qualifier(table.sparkSession(), location);
        UDF2<String, @Nullable String, String> qualify = qualifier::call;
        Column root = has("root") ? col("root") : lit(null).cast("string");
        return when(col("path").isNotNull(), udf(qualify, DataTypes.StringType).apply(col("path"), root))
                .as("path");
    }

    /** Fails where a key occurs twice, or is null. Costs one shuffle. */
    public static void requireUnique(Dataset<Row> rows, String key, String what) {
        rows.groupBy(col(key))
                .agg(count("*").as("rows"))
                .filter(col("rows").gt(1).or(col(key).isNull()))
                .limit(1)
                .collectAsList()
                .forEach(row -> {
                    throw new InputException(
                            what,
                            row.getAs("rows") + " rows have the " + key + " " + row.getAs(key),
                            key.equals("path")
                                    ? "add a unique clip_id to both tables, because one file contains several clips"
                                    : "make clip_id unique");
                });
    }
}
