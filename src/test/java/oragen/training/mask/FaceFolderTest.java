package oragen.training.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import oragen.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaceFolderTest {
    @TempDir
    private Path folder;

    private FaceFolder labelled(String table) throws IOException {
        Files.writeString(folder.resolve("a.jpg"), "");
        return new FaceFolder(folder, Files.writeString(folder.resolve("faces.csv"), table));
    }

    @Test
    void picturesOfOnePersonLieOnOneSide() throws IOException {
        String table =
                "path,speaker,gender,age\n" + "a.jpg,one,female,30\nb/c.jpg,one,,\nd.jpg,,male,\ne.jpg,two,male,40.5\n";
        Files.createDirectories(folder.resolve("b"));
        for (String path : new String[] {"b/c.jpg", "d.jpg", "e.jpg"}) {
            Files.writeString(folder.resolve(path), "");
        }
        FaceFolder faces = labelled(table);
        assertThat(faces.learntFiles().contains(folder.resolve("a.jpg")))
                .isEqualTo(faces.learntFiles().contains(folder.resolve("b/c.jpg")))
                .isEqualTo(!Person.unknown("one").isHeldOut());
        assertThat(faces.learntFiles().contains(folder.resolve("d.jpg")))
                .isEqualTo(!Person.unknown("d.jpg").isHeldOut());
    }

    @Test
    void withoutLabelsEachPictureIsAPerson() throws IOException {
        for (int number = 0; number < 50; number++) {
            Files.writeString(folder.resolve(number + ".jpg"), "");
        }
        long learnt = IntStream.range(0, 50)
                .filter(number -> !Person.unknown(number + ".jpg").isHeldOut())
                .count();
        assertThat(new FaceFolder(folder, null).learntFiles()).hasSize((int) learnt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.jpg,anna,woman,30 | line 2, gender woman is not known; use female or male",
                "a.jpg,anna,female,old | line 2, age old is no number; use years",
                "a.jpg,anna,female,NaN | line 2, age NaN is not known; use years from 0 to 120",
                "a.jpg,anna,female,121 | line 2, age 121 is not known",
                "a.jpg,anna | line 2, has no column gender"
            })
    void aLabelThatCannotBeUsedIsNamedWithItsLine(String line, String message) throws IOException {
        FaceFolder faces = labelled("path,speaker,gender,age\n" + line + "\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(faces::learntFiles)
                .satisfies(failure ->
                        assertThat(failure.getMessage().replace(": ", ", ")).contains(message.strip()));
    }

    @Test
    void aFolderWithoutPicturesAndATableThatIsMissingAreErrors() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new FaceFolder(folder, null).learntFiles())
                .withMessageContaining("no media file");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new FaceFolder(folder.resolve("nowhere"), null).learntFiles())
                .withMessageContaining("not a folder");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new FaceFolder(folder, folder.resolve("none.csv")).learntFiles())
                .withMessageContaining("none.csv")
                .withMessageContaining("cannot be read");
    }
}
