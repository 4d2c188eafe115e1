package oragen.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The output folder: {@code predictions}, {@code features}, {@code windows}, {@code rejects} by run key and wave, and
 * {@code runs}. What changes it asks first whether the lock is still held.
 */
public final class OutputFolder implements AutoCloseable {
    private static final String EVALUATION = "evaluation";
    private static final String PAGES = "explain";
    private static final String STAGING = "_staging";
    private static final Set<String> OTHERS = Set.of(RunRecords.FOLDER, EVALUATION, PAGES, STAGING);

    private final Path path;
    private final FileSystem fileSystem;
    private final @Nullable RunLock lock;

    private OutputFolder(Path path, FileSystem fileSystem, @Nullable RunLock lock) {
        this.path = path;
        this.fileSystem = fileSystem;
        this.lock = lock;
    }

    /** To be read; refuses a folder that holds anything which this program did not write. */
    public static OutputFolder open(String output, Configuration configuration) {
        try {
            Path folder = new Path(output);
            FileSystem fileSystem = folder.getFileSystem(configuration);
            if (fileSystem.exists(folder)) {
                for (FileStatus status : fileSystem.listStatus(folder)) {
                    String name = status.getPath().getName();
                    if (!WaveFolders.TABLES.contains(name) && !OTHERS.contains(name) && !RunLock.isOurs(name)) {
                        throw new InputException(
                                "--output " + output,
                                "contains " + name + ", which oragen did not create",
                                "use an empty folder or the output of an earlier run");
                    }
                }
            }
            return new OutputFolder(fileSystem.makeQualified(folder), fileSystem, null);
        } catch (IOException e) {
            throw new UncheckedIOException("--output " + output + " cannot be used", e);
        }
    }

    /** To be written, kept to this run until closed. */
    public static OutputFolder lock(String output, Configuration configuration) {
        OutputFolder folder = open(output, configuration);
        return new OutputFolder(folder.path, folder.fileSystem, RunLock.take(folder.fileSystem, folder.path));
    }

    /** Where {@code explain} writes its pages unless it is told otherwise. */
    public static Path pages(String output) {
        return new Path(output, PAGES);
    }

    Path path() {
        return path;
    }

    /** Fails where another run may have taken the folder. */
    public void requireLock() {
        if (lock == null) {
            throw new IllegalStateException(path + " was opened to be read");
        }
        lock.check();
    }

    public RunRecords records() {
        return new RunRecords(path, fileSystem);
    }

    public WaveFolders waves() {
        return new WaveFolders(path, fileSystem);
    }

    /** Where a run stages its rows. */
    Path staging(String runKey) {
        return new Path(path, STAGING + "/" + runKey);
    }

    /** Whether anything but a lock lies in the folder. */
    public boolean isEmpty() {
        try {
            for (FileStatus status : fileSystem.listStatus(path)) {
                if (!RunLock.isOurs(status.getPath().getName())) {
                    return false;
                }
            }
            return true;
        } catch (FileNotFoundException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be listed", e);
        }
    }

    /** Deletes the staged rows of a run, and their folder when it holds nothing else. */
    public void deleteStaging(String runKey) {
        delete(staging(runKey));
        Path staging = new Path(path, STAGING);
        try {
            if (fileSystem.exists(staging) && fileSystem.listStatus(staging).length == 0) {
                fileSystem.delete(staging, false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(staging + " cannot be deleted", e);
        }
    }

    /** Deletes the staged rows of all runs. */
    public void deleteStaging() {
        delete(new Path(path, STAGING));
    }

    /** Deletes what was made of the rows: tables and reports of {@code label --evaluate}, pages of {@code explain}. */
    public void deleteReports() {
        delete(new Path(path, EVALUATION));
        delete(new Path(path, PAGES));
    }

    /** Deletes a file or a folder of this output. */
    void delete(Path part) {
        requireLock();
        try {
            fileSystem.delete(part, true);
        } catch (IOException e) {
            throw new UncheckedIOException(part + " cannot be deleted", e);
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
