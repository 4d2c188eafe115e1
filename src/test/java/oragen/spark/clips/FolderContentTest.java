package oragen.spark.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderContentTest {
    @TempDir
    private Path folder;

    private final Configuration configuration = new Configuration(false);

    /** Local files, of which some folders may not be listed and others do not answer. */
    public static final class Guarded extends RawLocalFileSystem {
        @Override
        public URI getUri() {
            return URI.create("guarded:///");
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
            if (Set.of("secret", "rejects").contains(path.getName())) {
                throw new AccessControlException("Permission denied");
            }
            if (path.getName().equals("broken")) {
                throw new IOException("the storage does not answer");
            }
            return super.listStatus(path);
        }
    }

    private FolderContent content(Path listed) {
        configuration.setClass("fs.guarded.impl", Guarded.class, org.apache.hadoop.fs.FileSystem.class);
        return FolderContent.of("guarded://" + listed, List.of("guarded://" + folder), configuration);
    }

    @Test
    void aFolderWithoutPermissionIsTold() throws IOException {
        Files.createDirectories(folder.resolve("secret"));
        assertThat(content(folder).folders()).hasSize(1);
        assertThat(content(folder.resolve("secret")).rows())
                .containsExactly(
                        FileListing.unreadable(new org.apache.hadoop.fs.Path("guarded://" + folder.resolve("secret"))));
    }

    @Test
    void aFolderWithoutPermissionThatMightBeOursIsLeftToItsOwnListing() throws IOException {
        Files.createDirectories(folder.resolve("rejects"));
        Files.createFile(folder.resolve("a.mp4"));
        assertThat(content(folder).folders()).hasSize(1);
        assertThat(content(folder).rows()).hasSize(1);
    }

    @Test
    void aStorageThatFailsEndsTheListing() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        assertThatThrownBy(() -> content(broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("broken cannot be listed");
    }
}
