package oragen.spark.source;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.run.Columns;
import oragen.spark.clips.ColumnTypes;
import oragen.spark.label.ScanTask;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Function1;

/**
 * Rows of a task → rows of a table of the source, with the columns that were asked for.
 *
 * @param constants of the columns that every row has alike
 */
record SourceColumns(SourceTable table, StructType columns, Map<String, Object> constants) implements Serializable {
    private static final int REASON = ScanTask.OUTCOME.fieldIndex("reason");
    private static final int WINDOWS = ScanTask.OUTCOME.fieldIndex(ScanTask.WINDOWS);
    private static final int FURTHER = ScanTask.OUTCOME.fieldIndex("further_labels");

    /** Labels of samples in archives by name: what there is only their texts tell, when the clips are listed. */
    static final StructField SAMPLE = DataTypes.createStructField(
            "labels", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType), true);

    private static final StructType WINDOW = ColumnTypes.schema(Columns.WINDOW);

    SourceColumns {
        constants = new HashMap<>(constants);
    }

    /** A cell of a row, of what a task gives and of a window in it. */
    private interface Cell {
        @Nullable
        Object of(Row given, Row window);
    }

    /** Made once a task: what it holds cannot cross to one. */
    Converter converter() {
        StructType given = switch (table) {
            case FEATURES -> ScanTask.FEATURE;
            case CLIPS -> ContainerFacts.SCHEMA;
            case PREDICTIONS, WINDOWS, REJECTS, ALL -> ScanTask.OUTCOME;
        };
        List<Cell> cells = Arrays.stream(columns.fieldNames())
                .map(name -> cell(name, given))
                .toList();
        return new Converter(table, cells, CatalystTypeConverters.createToCatalystConverter(columns));
    }

    private Cell cell(String name, StructType given) {
        Object constant = constants.get(name);
        if (constant != null) {
            return (row, window) -> constant;
        }
        if (name.equals(SAMPLE.name())) {
            return (row, window) -> row.getJavaMap(FURTHER);
        }
        List<String> windowNames = List.of(WINDOW.fieldNames());
        if (table == SourceTable.WINDOWS && windowNames.contains(name)) {
            int index = WINDOW.fieldIndex(name);
            return (row, window) -> window.get(index);
        }
        String own = name.replaceFirst("^clip_(start|end)_", "$1_").replaceFirst("^" + SourceTable.REJECT, "");
        if (List.of(given.fieldNames()).contains(own)) {
            int index = given.fieldIndex(own);
            return (row, window) -> row.get(index);
        }
        String label = name.replaceFirst("^label_", "");
        return (row, window) -> row.getJavaMap(FURTHER).get(label);
    }

    /** Rows of one task. */
    static final class Converter {
        private final SourceTable table;
        private final List<Cell> cells;
        private final Function1<Object, Object> toSpark;

        private Converter(SourceTable table, List<Cell> cells, Function1<Object, Object> toSpark) {
            this.table = table;
            this.cells = cells;
            this.toSpark = toSpark;
        }

        /** None, one or several rows of what a task gives. */
        Stream<InternalRow> rows(Row given) {
            return switch (table) {
                case FEATURES, ALL, CLIPS -> Stream.of(row(given, given));
                case PREDICTIONS -> given.isNullAt(REASON) ? Stream.of(row(given, given)) : Stream.empty();
                case REJECTS -> given.isNullAt(REASON) ? Stream.empty() : Stream.of(row(given, given));
                case WINDOWS ->
                    given.isNullAt(WINDOWS)
                            ? Stream.empty()
                            : given.<Row>getList(WINDOWS).stream().map(window -> row(given, window));
            };
        }

        private InternalRow row(Row given, Row window) {
            Object[] values = cells.stream().map(cell -> cell.of(given, window)).toArray();
            return (InternalRow) toSpark.apply(RowFactory.create(values));
        }
    }
}
