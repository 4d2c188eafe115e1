package oragen.spark.clips;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.Packing;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of clips, without its content → a row of {@link ClipTable}.
 *
 * @param idColumn null where the content tells rows apart
 * @param labels names of the columns that come after those that {@link ContentTable} adds of its own
 */
record ListedCell(String table, @Nullable String idColumn, List<String> labels)
        implements MapFunction<Row, Row>, Serializable {
    /** Longer than any path that a storage takes: such a column holds something else. */
    private static final int LONGEST_NAME = 4_096;

    private static final int ID = 0;
    private static final int PATH = 1;
    private static final int HASH = 2;
    private static final int BYTES = 3;
    private static final int FILE = 4;
    private static final int MODIFIED = 5;
    private static final int FIRST_LABEL = 6;

    @Override
    public Row call(Row row) {
        String id = row.getAs(ID);
        if (idColumn != null && id == null) {
            return ClipTable.problem(table, "table " + table + ", a row: " + idColumn + " is null");
        }
        String hash = row.getAs(HASH);
        String name = CellName.of(id, row.getAs(PATH), hash);
        if (name.length() > LONGEST_NAME) {
            return ClipTable.problem(
                    table,
                    "table " + table + ", row " + name.substring(0, 40) + "...: its "
                            + (idColumn == null ? "path" : idColumn) + " is longer than " + LONGEST_NAME
                            + " characters");
        }
        long bytes = row.getLong(BYTES);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < labels.size(); i++) {
            String value = row.getAs(FIRST_LABEL + i);
            if (value != null) {
                fields.put(labels.get(i).toLowerCase(Locale.ROOT), value);
            }
        }
        SampleLabels said = SampleLabels.of(fields);
        return ClipTable.row(
                new Clip(
                        new ClipIdentity(CellName.path(table, name), null, null, null, null),
                        name,
                        said.corpus(),
                        said.subset(),
                        said.speaker(),
                        said.labels(),
                        said.further(),
                        new ClipFile(bytes, row.getAs(MODIFIED), hash, null, Packing.cell(bytes, row.getAs(FILE)))),
                null);
    }
}
