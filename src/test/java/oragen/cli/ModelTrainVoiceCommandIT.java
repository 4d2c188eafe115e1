package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import oragen.checkpoint.Checkpoint;
import oragen.network.VoiceNetwork;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelTrainVoiceCommandIT {
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(errors, true), arguments);
    }

    /** Two voices to learn from and two to be asked about, which buzz. */
    private Path speech() throws IOException {
        Path speech = folder.resolve("speech");
        StringBuilder table = new StringBuilder("voice\tsex\tpart\tfamily\n");
        int pitch = 0;
        for (String part : List.of("train", "validation")) {
            for (Map.Entry<String, Integer> sex :
                    Map.of("female", 210, "male", 110).entrySet()) {
                String voice = sex.getKey() + "-" + part;
                table.append(String.join("\t", voice, sex.getKey(), part, "formant"))
                        .append('\n');
                write(Files.createDirectories(speech.resolve(voice)).resolve("000-0.wav"), sex.getValue() + pitch++);
            }
        }
        Files.writeString(speech.resolve("voices.tsv"), table);
        return speech;
    }

    private static void write(Path file, int pitch) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * 2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2 * RATE; i++) {
            bytes.putShort((short) (20_000 * ((double) pitch * i / RATE % 1 - 0.5)));
        }
        AudioFormat format = new AudioFormat(RATE, Short.SIZE, 1, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, 2L * RATE)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private Map<String, float[]> train(String name) throws IOException {
        Path output = folder.resolve(name);
        assertThat(run(("model train-voice --epochs 1 --windows 32 --speech " + speech() + " --output " + output)
                        .split(" ")))
                .as("%s", errors)
                .isZero();
        try (Checkpoint checkpoint = Checkpoint.open(output.resolve("voice.safetensors"))) {
            assertThat(checkpoint.names())
                    .containsExactlyInAnyOrderElementsOf(
                            VoiceNetwork.parameters().keySet());
            return Map.of("odds.weight", checkpoint.values("odds.weight"));
        }
    }

    @Test
    void theSameSeedTrainsTheSameWeights() throws IOException {
        assertThat(train("first").get("odds.weight"))
                .containsExactly(train("second").get("odds.weight"), Offset.offset(1e-3f));
    }

    @Test
    void aFolderWithoutTheTableIsNamed() {
        assertThat(run("model", "train-voice", "--speech", folder.toString(), "--output", folder.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("no file voices.tsv", "models/make-voices.sh");
    }
}
