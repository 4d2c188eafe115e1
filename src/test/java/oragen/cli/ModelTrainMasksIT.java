package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of training on painted faces. */
final class ModelTrainMasksIT {
    @TempDir
    private Path folder;

    @Test
    void aPictureWithoutAFaceIsAnError() {
        StringWriter output = new StringWriter();
        String picture = "src/main/resources/demo/steady.mp4:0,0,8,8/1x1";
        int code = Main.run(
                new PrintWriter(output, true),
                "model",
                "train-masks",
                "--train",
                picture,
                "--test",
                picture,
                "--output",
                folder.resolve("head").toString());
        assertThat(code).isEqualTo(2);
        assertThat(output.toString()).contains("no face in these pictures");
    }
}
