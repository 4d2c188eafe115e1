package oragen.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxLibrariesIT {
    @TempDir
    private Path cache;

    private final Map<String, URL> libraries = OnnxLibraries.libraries();

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void librariesAreUnpackedOnce() throws IOException {
        Path folder = OnnxLibraries.unpacked(libraries, cache);

        assertThat(files(folder)).hasSizeGreaterThanOrEqualTo(2);
        Path library = files(folder).get(0);
        Files.setLastModifiedTime(library, FileTime.fromMillis(0));
        assertThat(OnnxLibraries.unpacked(libraries, cache)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(library).toMillis()).isZero();
        assertThat(files(cache)).containsExactly(folder);
    }

    @Test
    void aLibraryThatIsCutOrMissingIsUnpackedAgain() throws IOException {
        Path folder = OnnxLibraries.unpacked(libraries, cache);
        List<Path> files = files(folder);
        long bytes = Files.size(files.get(0));
        Files.writeString(files.get(0), "cut");
        Files.delete(files.get(1));

        OnnxLibraries.unpacked(libraries, cache);

        assertThat(files(folder)).isEqualTo(files);
        assertThat(files.get(0)).hasSize(bytes);
    }

    @Test
    void theNetworksOfThisProcessUseTheCache() {
        InferenceDevice.choose(DevicePreference.AUTO, java.util.OptionalInt.empty(), 0);

        assertThat(Path.of(System.getProperty("onnxruntime.native.path"))).isDirectory();
    }
}
