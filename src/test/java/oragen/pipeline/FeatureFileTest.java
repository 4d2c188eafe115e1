package oragen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import oragen.InputException;
import oragen.encode.AudioFeatures;
import oragen.fusion.WindowFeatures;
import oragen.window.Span;
import oragen.window.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class FeatureFileTest {
    /** More than any buffer holds. */
    private static final int VALUES = 100_000;

    private static EncodedWindow window() {
        WindowFeatures features = new WindowFeatures(new AudioFeatures(new float[VALUES]), Arrays.asList(null, null));
        return new EncodedWindow(null, new Window(new Span(0, 64_000), true, new int[] {-1, -1}), 3, features);
    }

    @Test
    void whatIsWrittenIsReadAndThenGone(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("features");
        FeatureFile.Writer writer = FeatureFile.write(path);
        writer.add(window());
        FeatureFile file = writer.complete();
        assertThat(file.windows()).isEqualTo(1);
        try (FeatureFile.Reader reader = file.read()) {
            FeatureFile.StoredWindow window = reader.next();
            assertThat(window.occlusion()).isEqualTo(3);
            assertThat(window.endSecond()).isEqualTo(4);
            assertThat(window.audio()).hasSize(2 * VALUES);
            assertThat(window.visual()).isNull();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void whatIsGivenUpIsGone(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("features");
        FeatureFile.Writer writer = FeatureFile.write(path);
        writer.add(window());
        writer.abandon();
        assertThat(path).doesNotExist();
    }

    /** A link to the device that is always full; giving up must not try to write once more. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsToldWithTheRemedy(@TempDir Path folder) throws IOException {
        Path path = Files.createSymbolicLink(folder.resolve("features"), Path.of("/dev/full"));
        FeatureFile.Writer writer = FeatureFile.write(path);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> writer.add(window()))
                .withMessageContaining(path + ": cannot be written")
                .withMessageContaining("No space left on device")
                .withMessageContaining("-Djava.io.tmpdir");
        writer.abandon();
        assertThat(folder).isEmptyDirectory();
    }
}
