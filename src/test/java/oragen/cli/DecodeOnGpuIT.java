package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code label --decode gpu} where there is none. */
final class DecodeOnGpuIT {
    @TempDir
    private Path folder;

    @Test
    void theRemedyIsToldBeforeTheFirstClip() {
        StringWriter errors = new StringWriter();
        Path output = folder.resolve("labels");
        int code = Main.run(
                new PrintWriter(errors, true),
                "label",
                "--input",
                "src/main/resources/demo/steady.mp4",
                "--output",
                output.toString(),
                "--decode",
                "gpu");
        assertThat(code).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--decode gpu: FFmpeg cannot use the video engine of GPU 0; use --decode cpu, or a machine");
        assertThat(output).doesNotExist();
    }
}
