package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import oragen.label.Task;
import oragen.report.RunChanges.Change;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Pairs of runs → the table {@code changes}: one row for each clip of a pair, with what became of each task. */
final class ClipChanges {
    static final String TABLE = "changes";

    /** An age that moves less is the same where people tell whole years. */
    private static final double SAME_YEARS = 0.5;

    private ClipChanges() {}

    /** @param pairs as {@link RunPairs#of} gives them */
    static Dataset<Row> of(Dataset<Row> pairs) {
        List<Column> columns = new ArrayList<>();
        List.of("run", "other_run", "clip_id", "path", "occlusion", "corpus", "subset", "speaker")
                .forEach(name -> columns.add(col(name)));
        for (Task task : Task.values()) {
            columns.add(col("label_" + task.column()));
            columns.add(col(task.column()));
            columns.add(col(other(task)));
            if (task == Task.AGE) {
                columns.add(col("age").minus(col("other_age")).as("age_difference"));
            }
            columns.add(change(task).as(column(task)));
        }
        return pairs.select(columns.toArray(Column[]::new));
    }

    static String column(Task task) {
        return task.column() + "_change";
    }

    static String other(Task task) {
        return "other_" + task.column();
    }

    private static Column change(Task task) {
        Column now = col(task.column());
        Column before = col(other(task));
        return when(now.isNull().and(before.isNull()), lit(null).cast("string"))
                .when(before.isNull(), Change.GAINED.label())
                .when(now.isNull(), Change.LOST.label())
                .when(isSame(task, now, before), Change.SAME.label())
                .when(isBetter(task, now, before), Change.BETTER.label())
                .when(isBetter(task, before, now), Change.WORSE.label())
                .otherwise(Change.OTHER.label());
    }

    private static Column isSame(Task task, Column now, Column before) {
        return switch (task) {
            case GENDER, MASK -> now.equalTo(before);
            case AGE -> abs(now.minus(before)).lt(SAME_YEARS);
        };
    }

    /** Null, which is not true, where there is no label. */
    private static Column isBetter(Task task, Column one, Column other) {
        Column truth = col("label_" + task.column());
        return switch (task) {
            case GENDER, MASK -> one.equalTo(truth).and(other.notEqual(truth));
            case AGE -> abs(one.minus(truth)).lt(abs(other.minus(truth)));
        };
    }
}
