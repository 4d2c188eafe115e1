package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import oragen.label.MaskType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasksContactSheetIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(errors, true),
                Stream.concat(Stream.of("masks", "contact-sheet"), Stream.of(arguments))
                        .map(Object::toString)
                        .toArray(String[]::new));
    }

    private Path clip(String name) throws IOException {
        Path clip = folder.resolve(name);
        TestingCorpus.copy(name, clip);
        return clip;
    }

    @Test
    void aShuffledSheetHasEveryTypeAndItsKey() throws IOException {
        Path steady = clip("steady.mp4");
        Path zoom = clip("zoom.mp4");
        Path sheet = folder.resolve("sheet.png");
        Path key = folder.resolve("key.csv");
        Object[] arguments = {
            "--input", steady, zoom, "--tiles", 12, "--seed", 4, "--shuffled", "--key", key, "--output", sheet
        };
        assertThat(run(arguments)).as("%s", errors).isZero();
        BufferedImage image = ImageIO.read(sheet.toFile());
        assertThat(image.getWidth()).isGreaterThan(6 * 200);
        List<String> lines = Files.readAllLines(key);
        assertThat(lines).hasSize(13).startsWith("tile,mask_type,style,second,input");
        assertThat(lines.get(12)).startsWith("12,").contains(",train,").contains("mp4");
        Map<String, Long> counts = lines.stream()
                .skip(1)
                .collect(Collectors.groupingBy(line -> line.split(",", -1)[1], Collectors.counting()));
        for (MaskType type : MaskType.values()) {
            assertThat(counts).containsEntry(type.label(), 2L);
        }
        byte[] before = Files.readAllBytes(sheet);
        assertThat(run(arguments)).isZero();
        assertThat(Files.readAllBytes(sheet)).isEqualTo(before);
    }

    @Test
    void aPictureWillDoAndTheOtherStylePaintsOtherMasks() throws IOException {
        Path train = folder.resolve("train.png");
        Path test = folder.resolve("test.png");
        Path steady = clip("steady.mp4");
        assertThat(run("--input", steady, "--tiles", 6, "--output", train))
                .as("%s", errors)
                .isZero();
        assertThat(run("--input", train, "--tiles", 1, "--output", folder.resolve("again.png")))
                .as("%s", errors)
                .isZero();
        assertThat(run("--input", steady, "--tiles", 6, "--style", "test", "--output", test))
                .isZero();
        assertThat(Files.readAllBytes(test)).isNotEqualTo(Files.readAllBytes(train));
    }

    @Test
    void whatCannotBeUsedIsAnInputError() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Path empty = clip("no face.mp4");
        assertThat(run("--input", empty, "--output", sheet)).isEqualTo(2);
        assertThat(errors.toString()).contains("no face.mp4").contains("no face found");
        assertThat(run("--input", folder.resolve("missing.mp4"), "--output", sheet))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("missing.mp4: cannot be read");
        assertThat(run("--input", empty, "--output", sheet, "--shuffled")).isEqualTo(2);
        assertThat(errors.toString()).contains("--shuffled: requires --key; name a CSV file");
        assertThat(run("--input", empty, "--output", sheet, "--tiles", 0)).isEqualTo(2);
        assertThat(errors.toString()).contains("--tiles: 0;");
        assertThat(sheet).doesNotExist();
    }
}
