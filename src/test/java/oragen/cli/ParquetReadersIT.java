package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a run, read by a tool that knows nothing of Spark, have the columns that {@code conf/sql} tells. */
final class ParquetReadersIT {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\(");
    private static final Pattern QUERY = Pattern.compile("duckdb -c \"(.+?)\"");

    @TempDir
    private Path folder;

    /** DuckDB in this process, which fetches no extension and so must have Parquet in itself. */
    private static Connection duckDb() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
        }
        return connection;
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    private static String described(String relation) {
        return "SELECT column_name, column_type FROM (DESCRIBE " + relation + ")";
    }

    /** The files of a table as the page on output reads them. */
    private String files(String table) throws IOException {
        Matcher query = QUERY.matcher(TestingPages.all());
        assertThat(query.find()).isTrue();
        return query.group(1)
                .replaceFirst(".* FROM (read_parquet\\(.*?\\)).*", "$1")
                .replace(
                        "output/labels/predictions",
                        folder.resolve("labels").resolve(table).toString());
    }

    @Test
    void duckDbFindsTheColumnsThatAreToldAndTheRowsThatSparkCounts() throws IOException, SQLException {
        Path labels = folder.resolve("labels");
        String demo = "src/main/resources/demo/manifest.csv";
        assertThat(Main.run("label", "--input", demo, "--output", labels.toString(), "--windows"))
                .isZero();
        assertThat(Main.run("extract", "--input", demo, "--output", labels.toString()))
                .isZero();
        String told = Files.readString(Path.of("conf", "sql", "tables.sql"));
        List<String> tables =
                TABLE.matcher(told).results().map(match -> match.group(1)).toList();
        assertThat(tables).containsExactly("predictions", "rejects", "windows", "features");
        try (Connection connection = duckDb();
                Statement statement = connection.createStatement();
                SparkSession spark = SparkSessions.open("readers")) {
            statement.execute(told);
            for (String table : tables) {
                String files = files(table);
                assertThat(rows(connection, described("SELECT * FROM " + files)))
                        .as(table)
                        .isEqualTo(rows(connection, described(table)));
                long count =
                        spark.read().parquet(labels.resolve(table).toString()).count();
                assertThat(count).isPositive();
                assertThat(rows(connection, "SELECT count(*) FROM " + files)).containsExactly(Long.toString(count));
            }
        }
    }
}
