package oragen.training.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.label.Gender;
import oragen.training.voice.SpeechFolder.Family;
import oragen.training.voice.SpeechFolder.Part;
import oragen.training.voice.SpeechFolder.Voice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpeechFolderTest {
    @TempDir
    private Path folder;

    private void table(String... lines) throws IOException {
        List<String> all = Stream.concat(Stream.of("voice\tsex\tpart\tfamily\tpackage"), Stream.of(lines))
                .toList();
        Files.write(folder.resolve("voices.tsv"), all);
    }

    @Test
    void voicesHaveTheirUtterancesInOrder() throws IOException {
        table("slt\tfemale\ttrain\tnatural\tflite");
        Path voice = Files.createDirectory(folder.resolve("slt"));
        for (String name : List.of("002-0.wav", "001-1.wav", "notes.txt")) {
            Files.createFile(voice.resolve(name));
        }
        assertThat(SpeechFolder.read(folder))
                .containsExactly(new Voice(
                        "slt",
                        Gender.FEMALE,
                        Part.TRAIN,
                        Family.NATURAL,
                        List.of(voice.resolve("001-1.wav"), voice.resolve("002-0.wav"))));
    }

    @Test
    void aVoiceWithoutUtterancesIsNamed() throws IOException {
        table("slt\tfemale\ttrain\tnatural\tflite");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SpeechFolder.read(folder))
                .withMessageContaining("voice slt: no folder of utterances");
        Files.createDirectory(folder.resolve("slt"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SpeechFolder.read(folder))
                .withMessageContaining("voice slt: no utterance");
    }

    @Test
    void anUnknownPartIsNamed() throws IOException {
        table("slt\tfemale\tdev\tnatural\tflite");
        Files.createFile(Files.createDirectory(folder.resolve("slt")).resolve("000-0.wav"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SpeechFolder.read(folder))
                .withMessageContaining("voice slt: \"dev\"");
    }

    /** The table that the project's own weights come from. */
    @Test
    void noVoiceIsLearntFromAndHeldOut() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("models", "voices", "voices.tsv"));
        List<String> names = lines.stream().map(line -> line.split("\t")[0]).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(lines).allSatisfy(line -> assertThat(line.split("\t")).hasSize(8));
    }
}
