package oragen.spark.index;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import oragen.corpus.CorpusPaths;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A row of {@link LabelRows#SCHEMA} with {@code files, item_key}, the number of files that fit and one of them → the row
 * under that file's key; its {@code frames} start where its file does.
 */
record MatchedLabel() implements MapFunction<Row, Row>, Serializable {
    private static final int LEVEL = LabelRows.SCHEMA.fieldIndex("level");
    private static final int KEY = LabelRows.SCHEMA.fieldIndex("key");
    private static final int VALUES = LabelRows.SCHEMA.fieldIndex("values");
    private static final int KIND = LabelRows.SCHEMA.fieldIndex("kind");
    private static final int MESSAGE = LabelRows.SCHEMA.fieldIndex("message");

    @Override
    public Row call(Row label) {
        Object[] cells = new Object[LabelRows.SCHEMA.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = label.getAs(LabelRows.SCHEMA.fieldNames()[i]);
        }
        Long files = label.getAs("files");
        if (files == null || cells[LEVEL] == null) {
            return RowFactory.create(cells);
        }
        String given = label.getAs("key");
        if (files > 1) {
            cells[LEVEL] = null;
            cells[KIND] = "ambiguous";
            cells[MESSAGE] = given + " may be any of " + files + " files; give more of its path";
            return RowFactory.create(cells);
        }
        String path = label.getAs("item_key");
        cells[KEY] = path;
        Map<String, String> values = new TreeMap<>(label.getJavaMap(label.fieldIndex("values")));
        values.computeIfPresent("frames", (name, frames) -> CorpusPaths.join(start(path, given), frames));
        cells[VALUES] = CollectionConverters.asScala(values);
        return RowFactory.create(cells);
    }

    /** The folder at which a given path starts; empty for the root. */
    private static String start(String path, String given) {
        String[] parts = CorpusPaths.parts(path);
        int above = parts.length - CorpusPaths.parts(CorpusPaths.join("", given)).length;
        String folder = path;
        for (int i = 0; i < parts.length - Math.max(0, above); i++) {
            folder = CorpusPaths.folder(folder);
        }
        return folder;
    }
}
