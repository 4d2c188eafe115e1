package oragen.spark.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.run.Column;
import oragen.run.Columns;
import oragen.run.FeatureTable;
import oragen.spark.clips.ColumnTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The tables that the source gives, with the columns that the command {@code label} writes of them. */
enum SourceTable {
    /** One row for each clip with a prediction, and for each mask painted on it. */
    PREDICTIONS(List.of(Columns.PREDICTION, Columns.RUN)),
    /** One row for each window with a prediction. */
    WINDOWS(List.of(Columns.WINDOW_CLIP, Columns.WINDOW, Columns.RUN)),
    /** One row for each window, with its features. */
    FEATURES(List.of(FeatureTable.OF_WINDOW, Columns.FACTS, FeatureTable.OF_FEATURES, FeatureTable.OF_RUN)),
    /** One row for each clip without a prediction. */
    REJECTS(List.of(Columns.REJECTION, Columns.RUN)),
    /** Those of predictions and rejects; a rejected clip has a reason and no prediction. */
    ALL(List.of(Columns.PREDICTION, rejection(), Columns.RUN)),
    /** One row for each clip, with what its container says; no network runs. */
    CLIPS(List.of(ContainerFacts.COLUMNS, rejection()));

    /** Before the names of {@link Columns#REJECTION} where predictions stand beside them. */
    static final String REJECT = "reject_";

    private final List<List<Column>> columns;

    SourceTable(List<List<Column>> columns) {
        this.columns = columns;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SourceTable parse(String label) {
        return Arrays.stream(values())
                .filter(table -> table.label().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "option table",
                        label,
                        "use one of "
                                + Arrays.stream(values())
                                        .map(SourceTable::label)
                                        .collect(Collectors.joining(", "))));
    }

    /** @param furtherLabels names of further columns of the manifests */
    StructType schema(SortedSet<String> furtherLabels) {
        StructType schema = new StructType();
        if (this != WINDOWS) {
            schema = ColumnTypes.join(schema, ColumnTypes.schema(Columns.CLIP));
            schema = ColumnTypes.join(schema, ColumnTypes.schema(Columns.FILE));
            for (String label : furtherLabels) {
                schema = schema.add("label_" + label, DataTypes.StringType);
            }
        }
        for (List<Column> part : columns) {
            schema = ColumnTypes.join(schema, ColumnTypes.schema(part));
        }
        return schema;
    }

    private static List<Column> rejection() {
        return Columns.REJECTION.stream()
                .map(column -> new Column(REJECT + column.name(), column.type(), false, column.meaning()))
                .toList();
    }
}
