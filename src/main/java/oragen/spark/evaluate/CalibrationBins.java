package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import oragen.evaluation.BinEstimates;
import oragen.evaluation.BinEstimates.Unit;
import oragen.evaluation.CalibrationSums;
import oragen.evaluation.Estimate;
import oragen.evaluation.Interval;
import oragen.evaluation.Scale;
import oragen.label.MaskType;
import oragen.label.Task;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Judged clips → the table {@code calibration}, for each run by corpus and (corpus null) for all: clips whose predictions
 * are alike, and what they turned out to be. Of classes that is the winning one's probability and how often it was right,
 * of ages the predicted and the true one.
 */
record CalibrationBins() implements FlatMapGroupsFunction<Row, Row, Row>, Serializable {
    /** Predicted ages are gathered by so many years. */
    private static final int YEARS = 5;

    private static final StructType KEY = new StructType()
            .add("run", DataTypes.StringType)
            .add("corpus", DataTypes.StringType)
            .add("task", DataTypes.StringType)
            .add("bin_low", DataTypes.DoubleType);

    private static final StructType SCHEMA = KEY.add("clips", DataTypes.LongType)
            .add("speakers", DataTypes.LongType)
            .add("predicted", DataTypes.DoubleType)
            .add("observed", DataTypes.DoubleType)
            .add("ci_low", DataTypes.DoubleType)
            .add("ci_high", DataTypes.DoubleType)
            .add("note", DataTypes.StringType);

    static Dataset<Row> of(Dataset<Row> clips) {
        List<Column> keys =
                Arrays.stream(KEY.fieldNames()).map(name -> col(name)).toList();
        List<Column> withUnit = new ArrayList<>(keys);
        withUnit.add(col("unit"));
        Dataset<Row> units = Curves.byCorpus(clips.withColumn("unit", SliceColumns.unit()))
                .withColumn("bin", explode(array(gender(), maskType(), age())))
                .filter(col("bin").isNotNull())
                .select("run", "corpus", "unit", "bin.*")
                .groupBy(withUnit.toArray(Column[]::new))
                .agg(
                        count("*").as("clips"),
                        sum("predicted").as("predicted"),
                        sum("observed").as("observed"));
        return units.groupBy(keys.toArray(Column[]::new))
                .as(Encoders.row(KEY), Encoders.row(units.schema()))
                .flatMapGroups(new CalibrationBins(), Encoders.row(SCHEMA));
    }

    private static Column gender() {
        return ofClasses(Task.GENDER, greatest(col("gender_female_probability"), col("gender_male_probability")), 0.5);
    }

    static Column maskConfidence() {
        return greatest(Arrays.stream(MaskType.values())
                .map(type -> col(PredictionFolder.probability(type)))
                .toArray(Column[]::new));
    }

    private static Column maskType() {
        return ofClasses(Task.MASK, maskConfidence(), 0);
    }

    /** @param lowest where the first bin begins */
    private static Column ofClasses(Task task, Column winning, double lowest) {
        double width = (1 - lowest) / CalibrationSums.BINS;
        Column bin = least(
                lit(CalibrationSums.BINS - 1),
                floor(winning.minus(lowest).divide(width)).cast("int"));
        Column right = col(task.column()).equalTo(col("label_" + task.column()));
        return bin(task, bin.multiply(width).plus(lowest), winning, right.cast("double"));
    }

    private static Column age() {
        Column low = floor(col("age").divide(YEARS)).multiply(YEARS).cast("double");
        return bin(Task.AGE, low, col("age"), col("label_age"));
    }

    private static Column bin(Task task, Column low, Column predicted, Column observed) {
        return when(
                predicted.isNotNull().and(observed.isNotNull()),
                struct(
                        lit(task.column()).as("task"),
                        low.as("bin_low"),
                        predicted.as("predicted"),
                        observed.as("observed")));
    }

    @Override
    public Iterator<Row> call(Row key, Iterator<Row> rows) {
        List<Row> sorted = new ArrayList<>();
        rows.forEachRemaining(sorted::add);
        sorted.sort(Comparator.comparing(SliceMetrics::unit));
        List<Unit> units = sorted.stream()
                .map(row -> new Unit(
                        SliceColumns.isSpeaker(SliceMetrics.unit(row)), row.getAs("clips"), row.getAs("observed")))
                .collect(Collectors.toList());
        boolean ofAges = key.getAs("task").equals(Task.AGE.column());
        Estimate observed = new BinEstimates().of(ofAges ? Scale.SIGNED : Scale.RATIO, units);
        double predicted =
                sorted.stream().mapToDouble(row -> row.getAs("predicted")).sum() / observed.clips();
        Interval interval = observed.interval();
        List<@Nullable Object> cells = SliceColumns.cells(KEY, key);
        Collections.addAll(
                cells,
                observed.clips(),
                observed.speakers(),
                predicted,
                observed.value(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                observed.note());
        return List.of(RowFactory.create(cells.toArray())).iterator();
    }
}
