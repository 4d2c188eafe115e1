package oragen.spark.index;

import java.io.Serializable;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Full paths of files → paths from the root on. */
record RelativePath(String root) implements MapFunction<Row, Row>, Serializable {
    @Override
    public Row call(Row file) {
        String prefix = root.endsWith("/") ? root : root + "/";
        String path = file.getAs("path");
        return RowFactory.create(
                path.startsWith(prefix) ? path.substring(prefix.length()) : path,
                file.getAs("bytes"),
                file.getAs("modified_millis"),
                null,
                file.getAs("unreadable"));
    }
}
