package oragen.spark.index;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelMatch;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Finds the media files that labels mean where these give only the end of a path, or one from a folder of its own. What
 * is looked up are ends of paths that each file has, so that no file is compared with every label of its name.
 */
final class LabelledFiles {
    private static final String[] LABEL = {"file", "key"};
    private static final String[] TAIL = {"tail"};
    private static final String[] PATH = {"item_key"};

    private final LabelMatch match;

    LabelledFiles(LabelMatch match) {
        this.match = match;
    }

    /**
     * The entries with the keys of their files; ambiguous ones become problems, others stay as they are. Costs four
     * shuffles, or nothing where keys are equal.
     *
     * @param media rows of {@link MediaRows#SCHEMA}
     * @param entries rows of {@link LabelRows#SCHEMA}
     */
    Dataset<Row> resolved(Dataset<Row> media, Dataset<Row> entries) {
        if (match == LabelMatch.KEY) {
            return entries;
        }
        Dataset<Row> tails = media.select("item_key")
                .distinct()
                .flatMap(new MediaTails(match), Encoders.row(MediaTails.SCHEMA))
                .groupBy("tail")
                .agg(count("*").as("files"), min("item_key").as("item_key"));
        Dataset<Row> found = entries.filter(col("level").equalTo(Level.ITEM.name()))
                .select("file", "key")
                .distinct()
                .flatMap(new LabelTails(match), Encoders.row(LabelTails.SCHEMA))
                .join(tails, TAIL)
                .groupBy("file", "key")
                .agg(max(struct("score", "whole", "files", "item_key")).as("best"))
                .select("file", "key", "best.whole", "best.files", "best.item_key");
        return entries.join(certain(found), LABEL, "left").map(new MatchedLabel(), Encoders.row(LabelRows.SCHEMA));
    }

    /** A part of what a label says is enough for a file that no other label means. */
    private static Dataset<Row> certain(Dataset<Row> found) {
        Dataset<Row> claims = found.filter(col("files").equalTo(1))
                .groupBy("item_key")
                .agg(max("whole").as("claimed"), countDistinct("key").as("keys"));
        return found.join(claims, PATH, "left")
                .filter(col("whole")
                        .or(col("files")
                                .equalTo(1)
                                .and(not(coalesce(col("claimed"), col("whole"))))
                                .and(col("keys").equalTo(1))))
                .select("file", "key", "files", "item_key");
    }
}
