package oragen.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.LocalCache;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class BundleCacheTest {
    @TempDir
    private Path folder;

    private Path cache;

    @BeforeEach
    void name() {
        cache = folder.resolve("cache");
        System.setProperty(LocalCache.FOLDER, cache.toString());
    }

    @AfterEach
    void unname() {
        System.clearProperty(LocalCache.FOLDER);
    }

    private Path copied(String file) throws IOException {
        try (Stream<Path> bundles = Files.list(cache)) {
            return bundles.findFirst().orElseThrow().resolve(file);
        }
    }

    @Test
    void aCachedFileThatWasChangedIsMadeAnew() throws IOException {
        BundleCache.open(null, new Configuration());
        byte[] network = Files.readAllBytes(copied("fusion.onnx"));
        Files.write(copied("fusion.onnx"), new byte[] {1, 2, 3});
        BundleCache.open(null, new Configuration());
        assertThat(copied("fusion.onnx")).hasBinaryContent(network);
        Files.delete(copied("vad.onnx"));
        BundleCache.open(null, new Configuration());
        assertThat(copied("vad.onnx")).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseMayWriteToTheCache() throws IOException {
        Files.createDirectories(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        BundleCache.open(null, new Configuration());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInPlaceOfTheCacheIsRefused() throws IOException {
        Files.createSymbolicLink(cache, Files.createDirectories(folder.resolve("elsewhere")));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> BundleCache.open(null, new Configuration()))
                .withMessageContaining(cache.toString())
                .withMessageContaining("is not a folder of the user");
        assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
    }
}
