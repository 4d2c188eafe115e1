package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import oragen.label.Task;
import oragen.report.RunChanges.Change;
import oragen.report.RunChanges.ClassChange;
import oragen.report.RunChanges.ClipChange;
import oragen.report.RunChanges.Count;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the page tells of the table {@code changes}: counts of all clips, and the clips to look at first.
 *
 * @param table rows of one run
 */
record ChangesOfRun(Dataset<Row> table) {
    /** Clips of a task that the page lists; the table has them all. */
    private static final int MOST_CLIPS = 20;

    private static final int MOST_CLASSES = 30;

    /** In which a reader looks at them. */
    private static final List<String> ORDER =
            List.of(Change.WORSE.label(), Change.OTHER.label(), Change.BETTER.label());

    List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        for (Task task : Task.values()) {
            String change = ClipChanges.column(task);
            table.filter(col(change).isNotNull()).groupBy(change).agg(count("*").as("clips")).collectAsList().stream()
                    .map(row -> new Count(task.column(), change(row, task), row.getAs("clips")))
                    .forEach(counts::add);
        }
        return counts;
    }

    List<ClassChange> classes() {
        List<ClassChange> classes = new ArrayList<>();
        for (Task task : List.of(Task.GENDER, Task.MASK)) {
            String now = task.column();
            String before = ClipChanges.other(task);
            changed(task)
                    .groupBy(before, now, ClipChanges.column(task))
                    .agg(count("*").as("clips"))
                    .orderBy(col("clips").desc(), col(before), col(now), col(ClipChanges.column(task)))
                    .limit(MOST_CLASSES)
                    .collectAsList()
                    .forEach(row -> classes.add(new ClassChange(
                            task.column(), row.getAs(before), row.getAs(now), change(row, task), row.getAs("clips"))));
        }
        return classes;
    }

    List<ClipChange> clips() {
        List<ClipChange> clips = new ArrayList<>();
        for (Task task : Task.values()) {
            Column first = switch (task) {
                case GENDER, MASK -> array_position(lit(ORDER.toArray(String[]::new)), col(ClipChanges.column(task)));
                case AGE -> abs(col("age_difference")).desc();
            };
            changed(task)
                    .orderBy(first, col("clip_id"), col("occlusion"))
                    .limit(MOST_CLIPS)
                    .collectAsList()
                    .forEach(row -> clips.add(clip(row, task)));
        }
        return clips;
    }

    private Dataset<Row> changed(Task task) {
        return table.filter(col(ClipChanges.column(task)).isin(ORDER.toArray()));
    }

    private static Change change(Row row, Task task) {
        return Change.valueOf(row.<String>getAs(ClipChanges.column(task)).toUpperCase(Locale.ROOT));
    }

    private static ClipChange clip(Row row, Task task) {
        String occlusion = row.getAs("occlusion");
        String clip = row.getAs("clip_id");
        Object truth = row.getAs("label_" + task.column());
        return new ClipChange(
                task.column(),
                occlusion == null ? clip : clip + " (" + occlusion + ")",
                truth == null ? null : text(truth),
                text(row.getAs(ClipChanges.other(task))),
                text(row.getAs(task.column())),
                change(row, task));
    }

    private static String text(Object prediction) {
        return prediction instanceof Double years ? String.format(Locale.ROOT, "%.1f", years) : prediction.toString();
    }
}
