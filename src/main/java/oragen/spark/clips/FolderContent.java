package oragen.spark.clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import oragen.run.Location;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.Row;

/**
 * What a folder holds.
 *
 * @param rows of {@link FileListing#SCHEMA}, by name
 * @param folders to go on with
 */
record FolderContent(List<Row> rows, List<String> folders) {
    /** @param roots where the walk began */
    static FolderContent of(String folder, List<String> roots, Configuration configuration) {
        Path path = new Path(folder);
        try {
            FileSystem storage = Location.storage(path, configuration);
            return Location.isLocal(storage)
                    ? ofLocal(path, roots, storage)
                    : of(path, List.of(storage.listStatus(path)), storage);
        } catch (AccessControlException e) {
            return unreadable(path);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    private static FolderContent unreadable(Path path) {
        return new FolderContent(List.of(FileListing.unreadable(path)), List.of());
    }

    private static FolderContent ofLocal(Path path, List<String> roots, FileSystem storage) throws IOException {
        List<FileStatus> children;
        try {
            children = LocalListing.list(path);
        } catch (AccessDeniedException | NoSuchFileException e) { // the latter where the locale lacks its name
            return unreadable(path);
        }
        FolderContent content = of(path, children, storage);
        List<String> followed = new ArrayList<>();
        for (String folder : content.folders()) {
            if (FolderLinks.leadsBack(new Path(folder), roots)) {
                content.rows().add(FileListing.passedOver(new Path(folder), PassedOver.LINK_BACK));
            } else {
                followed.add(folder);
            }
        }
        return new FolderContent(content.rows(), followed);
    }

    private static FolderContent of(Path path, List<FileStatus> children, FileSystem storage) throws IOException {
        Optional<String> output = PassedOver.reason(path, children, storage);
        if (output.isPresent()) {
            return new FolderContent(List.of(FileListing.passedOver(path, output.get())), List.of());
        }
        FolderContent content = new FolderContent(new ArrayList<>(), new ArrayList<>());
        children.stream()
                .sorted(Comparator.comparing(status -> status.getPath().getName()))
                .forEach(content::add);
        return content;
    }

    /** Whether a folder can be listed, without listing it whole. */
    static boolean isReadable(Path folder, FileSystem storage) throws IOException {
        try {
            if (Location.isLocal(storage)) {
                Files.newDirectoryStream(LocalListing.local(folder)).close();
            } else {
                storage.listStatusIterator(folder).hasNext();
            }
            return true;
        } catch (AccessControlException | AccessDeniedException e) {
            return false;
        }
    }

    private void add(FileStatus status) {
        Optional<String> passedOver = PassedOver.reason(status);
        if (status.isDirectory() && passedOver.isEmpty()) {
            folders.add(status.getPath().toString());
        } else {
            rows.add(FileListing.row(status, passedOver));
        }
    }
}
