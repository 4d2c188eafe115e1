package oragen.spark.index;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an index could not use.
 *
 * @param folders that cannot be listed
 * @param entries of label files
 * @param merged labels, one for each key, and duplicates
 * @param joined media with labels
 * @param rows of the manifest, with repeated clips
 */
record IndexProblems(
        Dataset<Row> folders, Dataset<Row> entries, Dataset<Row> merged, Dataset<Row> joined, Dataset<Row> rows) {
    /** Rows of {@code kind, path, line, message}, in no order. */
    Dataset<Row> all() {
        Dataset<Row> malformed = entries.filter(col("kind").isin("malformed", "ambiguous", "unlabelled_row"))
                .select(col("kind"), col("file").as("path"), col("line"), col("message"));
        Dataset<Row> unknown = entries.filter(col("kind").equalTo("unknown_tag"))
                .groupBy("kind", "message")
                .agg(min("file").as("path"), min("line").as("line"), count("*").as("times"))
                .select(
                        col("kind"),
                        col("path"),
                        col("line"),
                        concat(col("message"), lit(", "), col("times"), lit(" times"))
                                .as("message"));
        Dataset<Row> duplicate = merged.filter("duplicate")
                .select(
                        lit("duplicate").as("kind"),
                        col("file").as("path"),
                        col("line"),
                        concat(lit("a second label for "), col("key")).as("message"));
        Dataset<Row> missing = joined.filter(col("path").isNull())
                .select(
                        lit("missing_file").as("kind"),
                        col("item_file").as("path"),
                        col("item_line").as("line"),
                        concat(col("item_key"), lit(" is labelled but missing")).as("message"));
        Dataset<Row> unlabelled = joined.filter(col("path")
                        .isNotNull()
                        .and(col("item_values").isNull())
                        .and(col("speaker_values").isNull())
                        .and(col("path_values").getItem("gender").isNull())
                        .and(col("path_values").getItem("age").isNull())
                        .and(col("path_values").getItem("mask_type").isNull()))
                .select(
                        lit("unlabelled_file").as("kind"),
                        col("path"),
                        lit(0L).as("line"),
                        lit("no label").as("message"));
        Dataset<Row> unreadable = rows.filter(col("problem").isNotNull())
                .select(
                        lit("malformed").as("kind"),
                        col("path"),
                        lit(0L).as("line"),
                        col("problem").as("message"));
        Dataset<Row> twice = IndexCorpus.unique(rows)
                .filter(col("place").gt(1))
                .select(
                        lit("duplicate").as("kind"),
                        col("path"),
                        lit(0L).as("line"),
                        concat(lit("a second clip "), col("clip_id")).as("message"));
        Dataset<Row> unlisted = folders.select(
                lit("unreadable_folder").as("kind"),
                col("path"),
                lit(0L).as("line"),
                lit("cannot be listed: check that this user may read it").as("message"));
        return malformed
                .union(unlisted)
                .union(unknown)
                .union(duplicate)
                .union(missing)
                .union(unlabelled)
                .union(unreadable)
                .union(twice);
    }
}
