package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executes {@code notebooks/results.ipynb} with Jupyter on a run over the demo corpus. */
final class NotebookIT {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyCellRunsAndTheAnswersArePlotted() throws IOException, InterruptedException {
        Path labels = folder.resolve("labels");
        String manifest = "src/main/resources/demo/manifest.csv";
        assertThat(Main.run("label", "--input", manifest, "--output", labels.toString(), "--evaluate"))
                .isZero();
        JsonNode notebook = execute(Map.of(
                "ORAGEN_RUN",
                labels.toString(),
                "ORAGEN_EVALUATION",
                labels.resolve("evaluation").toString()));
        int plots = 0;
        int answers = 0;
        String page = "";
        for (JsonNode cell : notebook.get("cells")) {
            for (JsonNode output : cell.path("outputs")) {
                assertThat(output.get("output_type").asText()).as("%s", output).isNotEqualTo("error");
                plots += output.path("data").has("image/png") ? 1 : 0;
                if (output.path("data").path("text/html").toString().contains("<iframe srcdoc=")) {
                    page = output.path("data").path("text/html").toString();
                }
                answers += output.path("data").has("text/html") ? 1 : 0;
            }
        }
        assertThat(answers).isEqualTo(11);
        assertThat(page).contains("Which modality said what", "Frame of second 0");
        assertThat(plots).isGreaterThanOrEqualTo(4);
    }

    private JsonNode execute(Map<String, String> folders) throws IOException, InterruptedException {
        TestingPyspark pyspark = TestingPyspark.installed();
        Path notebook = Path.of("notebooks/results.ipynb").toAbsolutePath();
        pyspark.run("jupyter-nbconvert --to notebook --execute --output-dir . " + notebook, folder, folders);
        return JsonMapper.builder()
                .build()
                .readTree(folder.resolve("results.ipynb").toFile());
    }
}
