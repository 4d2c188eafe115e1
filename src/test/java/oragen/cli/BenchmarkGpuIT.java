package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code benchmark gpu} where there is none. */
final class BenchmarkGpuIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return Main.run(new PrintWriter(errors, true), words);
    }

    @Test
    void withoutAGpuTheRemedyIsTold() {
        assertThat(run("benchmark", "gpu", "--bundle", "models/compact")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--device gpu: ONNX Runtime sees no CUDA device; use --device cpu, or build with mvn -Pgpu"
                        + " package and run on a machine with a GPU");
    }

    @Test
    void theSameMeasurementRunsOnTheProcessor() {
        Path bundle = folder.resolve("tiny");
        assertThat(run("model", "random", "--architecture", "tiny", "--precision", "fp16", "--output", bundle))
                .isZero();
        StringWriter told = new StringWriter();
        CommandLine command = new CommandLine(new BenchmarkGpuCommand())
                .setOut(new PrintWriter(told))
                .setCaseInsensitiveEnumValuesAllowed(true);
        assertThat(command.execute(
                        "--bundle", bundle.toString(), "--device", "cpu", "--seconds", "0.2", "--threads", "2"))
                .isZero();
        assertThat(told.toString().lines()).hasSize(5).first().asString().isEqualTo("processor, fp32, 2 threads");
        assertThat(told.toString().lines().skip(2))
                .allSatisfy(line -> assertThat(line)
                        .matches("(face detector|audio encoder|visual encoder) +(frames|windows)/s"
                                + " +\\d*[1-9]\\d*\\.\\d +\\d*[1-9]\\d*\\.\\d +\\d+\\.\\d\\d +-"));
    }
}
