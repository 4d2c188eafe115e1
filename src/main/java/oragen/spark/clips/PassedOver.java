package oragen.spark.clips;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oragen.run.RunLock;
import oragen.run.RunRecords;
import oragen.run.WaveFolders;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * What no listing of a folder or glob takes for a clip, and why. Other names may begin with an underscore, a hyphen or a
 * dot, as ids of videos do.
 */
final class PassedOver {
    private static final String OUTPUT = "outputs of oragen";
    private static final String HIDDEN = "hidden folders";
    static final String LINK_BACK = "links to folders above or listed";

    /** Left by those who write tables. */
    private static final Set<String> OF_TABLES =
            Set.of("_SUCCESS", "_temporary", "_metadata", "_common_metadata", "_delta_log");

    private PassedOver() {}

    static Optional<String> reason(FileStatus status) {
        String name = status.getPath().getName();
        if (name.startsWith("._")) {
            return Optional.of("._*");
        }
        if (status.isDirectory()) {
            return reasonOfFolder(name);
        }
        return name.endsWith(".crc") ? Optional.of("*.crc") : reasonOfTable(name);
    }

    /** Of what a glob matches: a folder above it may be one that is passed over. */
    static Optional<String> reason(FileStatus match, Path root) {
        for (Path above = match.getPath().getParent();
                above != null && !above.equals(root);
                above = above.getParent()) {
            Optional<String> reason = reasonOfFolder(above.getName());
            if (reason.isPresent()) {
                return reason;
            }
        }
        return reason(match);
    }

    static Optional<String> reasonOfFolder(String name) {
        return name.startsWith(".") ? Optional.of(HIDDEN) : reasonOfTable(name);
    }

    private static Optional<String> reasonOfTable(String name) {
        return OF_TABLES.contains(name) ? Optional.of(name) : Optional.empty();
    }

    /** Of a folder, by what it holds: records of runs, the lock of one, or tables laid out by run. */
    static Optional<String> reason(Path folder, List<FileStatus> children, FileSystem fileSystem) throws IOException {
        for (FileStatus child : children) {
            if (isOurs(folder, child, fileSystem)) {
                return Optional.of(OUTPUT);
            }
        }
        return Optional.empty();
    }

    private static boolean isOurs(Path folder, FileStatus child, FileSystem fileSystem) throws IOException {
        String name = child.getPath().getName();
        try {
            if (child.isFile()) {
                return name.equals(RunLock.FILE) && RunLock.isIn(fileSystem, folder);
            }
            return name.equals(RunRecords.FOLDER)
                    ? RunRecords.areIn(folder, fileSystem)
                    : WaveFolders.TABLES.contains(name) && WaveFolders.areIn(folder, name, fileSystem);
        } catch (FileNotFoundException | AccessControlException | AccessDeniedException e) {
            // The run has ended, or deletes it; or listing it tells that this user may not.
            return false;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof AccessControlException || e.getCause() instanceof AccessDeniedException) {
                return false;
            }
            throw e;
        }
    }
}
