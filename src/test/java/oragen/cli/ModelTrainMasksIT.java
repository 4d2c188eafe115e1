package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of training on painted faces. */
final class ModelTrainMasksIT {
    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();

    private int train(String... options) {
        List<String> arguments = new ArrayList<>(List.of("model", "train-masks"));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(output, true), arguments.toArray(String[]::new));
    }

    private String heads() {
        return folder.resolve("heads").toString();
    }

    @Test
    void aFolderOfFacesBecomesHeadsAndAReport() throws IOException {
        // The hash of "9.mp4" is divisible by 5.
        for (String name : List.of("1", "2", "9")) {
            Files.copy(Path.of("src/main/resources/demo/steady.mp4"), folder.resolve(name + ".mp4"));
        }
        assertThat(TestingCommand.told(
                        "model",
                        "train-masks",
                        "--faces",
                        folder,
                        "--output",
                        heads(),
                        "--paints",
                        "1",
                        "--steps",
                        "5"))
                .contains("mask type UAR")
                .contains("protective_ffp")
                .contains("wrote " + heads());
        assertThat(folder.resolve("heads")).isNotEmptyFile();
    }

    @Test
    void aPictureWithoutAFaceIsAnError() throws IOException {
        ImageIO.write(
                new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("empty.png").toFile());
        assertThat(train("--faces", folder.toString(), "--output", heads())).isEqualTo(2);
        assertThat(output.toString()).contains("no face in these pictures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--paints=0", "--steps=0", "--penalty=-1"})
    void anOptionThatCannotBeUsedIsNamed(String option) {
        assertThat(train("--faces", folder.toString(), "--output", heads(), option))
                .isEqualTo(2);
        assertThat(output.toString())
                .contains(option.substring(0, option.indexOf('=')))
                .contains("use at least");
    }
}
