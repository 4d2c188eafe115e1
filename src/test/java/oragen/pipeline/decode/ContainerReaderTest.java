package oragen.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.Packing;
import oragen.label.Labels;
import oragen.media.DecodeOptions;
import oragen.media.MediaException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContainerReaderTest {
    private static final int BYTES = 4_000_000;

    @TempDir
    private Path folder;

    /** Of 20 members at the end of a compressed tar, what lies before them is unpacked once. */
    @Test
    void membersOfACompressedTarAreOpenedInOnePass() throws IOException {
        Path archive = folder.resolve("shard.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            byte[] noise = new byte[BYTES];
            new Random(1).nextBytes(noise);
            out.write(noise);
        }
        long before = bytesRead();
        try (ContainerReader containers = new ContainerReader(new Configuration())) {
            for (int i = 20; i > 0; i--) {
                Clip clip = clip(archive + "!/" + i + ".mp4", BYTES - 1000L * i);
                assertThatThrownBy(() -> containers.open(clip, DecodeOptions.of(null, null, null, null)))
                        .isInstanceOf(MediaException.class);
            }
        }
        assertThat(bytesRead() - before).isBetween((long) BYTES / 2, 2L * BYTES);
    }

    private static Clip clip(String path, long offset) {
        return new Clip(
                new ClipIdentity(path, null, null, null, null),
                path,
                null,
                null,
                null,
                Labels.UNKNOWN,
                Map.of(),
                new ClipFile(1000, 0L, null, null, Packing.of(Packing.Kind.GZIPPED, offset, 1000, 1000)));
    }

    private static long bytesRead() throws IOException {
        FileSystem.getLocal(new Configuration());
        Long read = FileSystem.getGlobalStorageStatistics().get("file").getLong("bytesRead");
        return read == null ? 0 : read;
    }
}
