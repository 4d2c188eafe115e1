package oragen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code conf/sql/tables.sql} is the list of columns in DuckDB's words. */
final class ColumnsTest {
    private static final Map<String, String> NOTES = Map.of(
            "windows", "-- With --windows: one row per window of a predicted clip.\n",
            "features", "-- Written by extract: one row per window.\n");

    private static String sql() {
        StringBuilder sql = new StringBuilder("""
                -- The Parquet tables written by label and extract, with the types DuckDB reads; tests compare them with a run.
                -- run_key and wave are not stored in the files but in the folder names. Within a run, clip_id and path identify a clip,
                -- together with channel, start_second, end_second and face_box if a file has several parts.
                """);
        Set<String> told = new HashSet<>();
        Columns.tables().forEach((table, columns) -> {
            sql.append('\n')
                    .append(NOTES.getOrDefault(table, ""))
                    .append("CREATE TABLE ")
                    .append(table);
            sql.append(" (\n");
            for (int i = 0; i < columns.size(); i++) {
                String meaning = columns.get(i).meaning();
                String comma = i < columns.size() - 1 ? "," : "";
                String definition = "    " + columns.get(i).name() + " "
                        + type(columns.get(i).type()) + comma;
                // What a column means is told once.
                boolean silent = meaning.isEmpty() || !told.add(columns.get(i).name() + meaning);
                sql.append(silent ? definition : "%-39s -- %s".formatted(definition, meaning))
                        .append('\n');
            }
            sql.append(");\n");
        });
        return sql.toString();
    }

    private static String type(Column.Type type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case REAL -> "DOUBLE";
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case FLAG -> "BOOLEAN";
            case BYTES -> "BLOB";
            case INTEGERS -> "INTEGER[]";
            case TEXTS -> "VARCHAR[]";
        };
    }

    @Test
    void theTablesAreToldInSql() throws IOException {
        assertThat(Files.readString(Path.of("conf", "sql", "tables.sql")))
                .as("write this to conf/sql/tables.sql:%n%s", sql())
                .isEqualTo(sql());
    }

    @Test
    void noTableHasAColumnTwice() {
        Columns.tables()
                .forEach((table, columns) ->
                        assertThat(columns.stream().map(Column::name)).as(table).doesNotHaveDuplicates());
        List<String> windows =
                Columns.tables().get("windows").stream().map(Column::name).toList();
        assertThat(windows).startsWith("clip_id", "path").endsWith("run_key", "wave");
    }
}
