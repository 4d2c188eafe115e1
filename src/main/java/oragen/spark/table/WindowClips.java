package oragen.spark.table;

import java.util.Arrays;
import java.util.List;
import oragen.spark.clips.ClipRowCodec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which clip a row of the table {@code windows} belongs to. */
final class WindowClips {
    static final String TABLE = "windows";

    private WindowClips() {}

    /**
     * Whether a window is one of a clip's. Earlier versions wrote the id and the path alone, by which clips of one file
     * that were given the same id cannot be told apart.
     *
     * @param clips rows with the columns of a clip's identity
     */
    static Column of(Dataset<Row> windows, Dataset<Row> clips) {
        Column same = windows.col("clip_id").equalTo(clips.col("clip_id"));
        List<String> columns = Arrays.asList(windows.columns());
        for (String name : ClipRowCodec.IDENTITY) {
            String ofWindow = name.equals("start_second") || name.equals("end_second") ? "clip_" + name : name;
            if (columns.contains(ofWindow)) {
                same = same.and(windows.col(ofWindow).eqNullSafe(clips.col(name)));
            }
        }
        return same;
    }
}
