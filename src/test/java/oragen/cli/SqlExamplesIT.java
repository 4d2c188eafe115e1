package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement of {@code conf/sql}, on two runs over the demo corpus. */
final class SqlExamplesIT {
    @TempDir
    private Path folder;

    private static List<String> statements(String file) throws IOException {
        String sql = Files.readString(Path.of("conf", "sql", file)).replaceAll("(?m)^--.*$", "");
        return Arrays.stream(sql.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    @Test
    void everyStatementRunsAndTheQuestionsHaveAnswers() throws IOException {
        Path labels = folder.resolve("labels");
        String manifest = "src/main/resources/demo/manifest.csv";
        for (String protocol : new String[] {"released", "paper"}) {
            assertThat(Main.run("label", "--input", manifest, "--output", labels.toString(), "--protocol", protocol))
                    .isZero();
        }
        String predictions = labels.resolve("predictions").toString();
        String evaluation = folder.resolve("evaluation").toString();
        assertThat(Main.run("evaluate", "--predictions", predictions, "--output", evaluation, "--resamples", "100"))
                .isZero();
        Map<String, String> folders = Map.of(
                "predictions",
                predictions,
                "runs",
                labels.resolve("runs").toString(),
                "rejects",
                labels.resolve("rejects").toString(),
                "metrics",
                evaluation + "/metrics",
                "gaps",
                evaluation + "/gaps");
        try (SparkSession spark = SparkSessions.open("sql")) {
            folders.forEach((name, path) -> spark.sql("SET " + name + "=" + path));
            statements("views.sql").forEach(spark::sql);
            List<String> questions = statements("examples.sql");
            assertThat(questions).hasSize(10);
            for (String question : questions) {
                List<Row> answer = spark.sql(question).collectAsList();
                // The demo's manifest knows no ages, its slices are small, and its runs may well agree.
                if (!question.contains("age_band")
                        && !question.contains("disagreements")
                        && !question.contains("fairness_gaps")
                        && !question.contains("task = 'age'")) {
                    assertThat(answer).as(question).isNotEmpty();
                }
            }
        }
    }
}
