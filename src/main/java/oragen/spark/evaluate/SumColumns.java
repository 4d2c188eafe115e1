package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import oragen.evaluation.UnitSums;
import oragen.label.Gender;
import oragen.label.MaskType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The sums of {@link UnitSums} as columns {@code sum_0}, {@code sum_1}, … over judged clips. */
final class SumColumns {
    private static final String PREFIX = "sum_";

    private SumColumns() {}

    /** Aggregates of judged clips, in the order of {@link UnitSums}. */
    static List<Column> ofClips() {
        List<Column> terms = new ArrayList<>();
        terms.add(when(col("label_gender").isNotNull(), 1.0));
        for (Gender truth : Gender.values()) {
            for (Gender prediction : Gender.values()) {
                terms.add(both("label_gender", truth.label(), "gender", prediction.label()));
            }
        }
        terms.add(when(col("label_mask_type").isNotNull(), 1.0));
        for (MaskType truth : MaskType.values()) {
            for (MaskType prediction : MaskType.values()) {
                terms.add(both("label_mask_type", truth.label(), "mask_type", prediction.label()));
            }
        }
        terms.add(when(col("label_age").isNotNull(), 1.0));
        terms.addAll(ageTerms());
        return IntStream.range(0, UnitSums.SIZE)
                .mapToObj(i -> sum(orZero(terms.get(i))).as(PREFIX + i))
                .toList();
    }

    private static List<Column> ageTerms() {
        Column truth = when(col("age").isNotNull(), col("label_age"));
        Column prediction = when(col("label_age").isNotNull(), col("age"));
        Column error = col("age").minus(col("label_age"));
        return List.of(
                when(error.isNotNull(), 1.0),
                error,
                abs(error),
                error.multiply(error),
                truth,
                truth.multiply(truth),
                prediction,
                prediction.multiply(prediction),
                truth.multiply(prediction),
                when(abs(error).leq(UnitSums.NEAR_YEARS), 1.0),
                when(abs(error).leq(UnitSums.FAR_YEARS), 1.0));
    }

    /** Sums of rows that hold sums already. */
    static List<Column> ofSums() {
        return IntStream.range(0, UnitSums.SIZE)
                .mapToObj(i -> sum(col(PREFIX + i)).as(PREFIX + i))
                .toList();
    }

    static Column column(int sum) {
        return col(PREFIX + sum);
    }

    static UnitSums read(Row row) {
        int first = row.fieldIndex(PREFIX + 0);
        double[] sums = new double[UnitSums.SIZE];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = row.getDouble(first + i);
        }
        return new UnitSums(sums);
    }

    private static Column both(String truthColumn, String truth, String predictionColumn, String prediction) {
        return when(col(truthColumn).equalTo(truth).and(col(predictionColumn).equalTo(prediction)), 1.0);
    }

    /** Before they are added up: a method that did it after would be longer than what the JVM compiles. */
    private static Column orZero(Column term) {
        return coalesce(term, lit(0.0));
    }
}
