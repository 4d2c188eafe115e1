package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.evaluation.UnitSums;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.label.Task;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sums of units → the table {@code confusion}: clips by task, truth and prediction; cells without a clip are left out. */
final class ConfusionCells {
    private final List<Column> cells = new ArrayList<>();

    ConfusionCells() {
        add(Task.GENDER, Arrays.stream(Gender.values()).map(Gender::label).toList());
        add(Task.MASK, Arrays.stream(MaskType.values()).map(MaskType::label).toList());
    }

    private void add(Task task, List<String> classes) {
        int sum = UnitSums.firstOfPredicted(task);
        for (String truth : classes) {
            for (String prediction : classes) {
                cells.add(struct(
                        lit(task.column()).as("task"),
                        lit(truth).as("truth"),
                        lit(prediction).as("prediction"),
                        sum(SumColumns.column(sum++)).cast("long").as("clips")));
            }
        }
    }

    Dataset<Row> of(Dataset<Row> units) {
        Column[] keys = Arrays.stream(SliceColumns.KEY.fieldNames())
                .map(name -> col(name))
                .toArray(Column[]::new);
        return units.groupBy(keys)
                .agg(array(cells.toArray(Column[]::new)).as("cells"))
                .withColumn("cell", explode(col("cells")))
                .select("run", "imputed", "corpus", "subset", "slice", "slice_value", "cell.*")
                .filter(col("clips").gt(0));
    }
}
