package oragen.spark.clips;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import oragen.InputException;
import oragen.run.Location;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/** A pattern of paths in Hadoop's syntax ({@link FileSystem#globStatus}) → the files and folders that match. */
final class Glob {
    private Glob() {}

    static List<FileStatus> match(Path pattern, FileSystem storage) throws IOException {
        try {
            if (Location.isLocal(storage)) {
                return matchLocal(storage.makeQualified(pattern));
            }
            FileStatus[] matches = storage.globStatus(pattern);
            return matches == null ? List.of() : List.of(matches);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith("Illegal file pattern")) {
                throw new InputException(
                        "--input " + pattern,
                        String.valueOf(e.getMessage()),
                        "close the bracket or brace, or write a backslash before it",
                        e);
            }
            throw e;
        }
    }

    /** Hadoop's own matching of local files fails where any name holds a colon, and passes over links that lead nowhere. */
    private static List<FileStatus> matchLocal(Path pattern) throws IOException {
        List<FileStatus> matches = new ArrayList<>();
        for (String alternative : GlobExpander.expand(pattern.toUri().getPath())) {
            List<String> components = List.of(alternative.split("/"));
            int fixed = 0;
            StringBuilder beginning = new StringBuilder();
            while (fixed < components.size() && !new GlobFilter(components.get(fixed)).hasPattern()) {
                beginning.append(unescaped(components.get(fixed))).append('/');
                fixed++;
            }
            List<FileStatus> found =
                    LocalListing.find(new Path(pattern.toUri().getScheme(), null, beginning.toString())).stream()
                            .toList();
            for (String component : components.subList(fixed, components.size())) {
                found = below(found, component);
            }
            matches.addAll(found);
        }
        return matches;
    }

    private static String unescaped(String component) {
        return component.replaceAll("\\\\(.)", "$1");
    }

    private static List<FileStatus> below(List<FileStatus> folders, String component) throws IOException {
        GlobFilter filter = new GlobFilter(component);
        List<FileStatus> found = new ArrayList<>();
        for (FileStatus folder : folders) {
            if (!folder.isDirectory()) {
                continue;
            }
            if (!filter.hasPattern()) {
                LocalListing.find(new Path(folder.getPath(), new Path(null, null, unescaped(component))))
                        .ifPresent(found::add);
                continue;
            }
            try {
                LocalListing.list(folder.getPath()).stream()
                        .filter(status -> filter.accept(status.getPath()))
                        .sorted(Comparator.comparing(status -> status.getPath().getName()))
                        .forEach(found::add);
            } catch (AccessDeniedException | NoSuchFileException e) {
                found.add(folder); // listing it tells why
            }
        }
        return found;
    }

    /** Whether a location holds a wildcard. */
    static boolean isPattern(String location) {
        return location.matches(".*[*?\\[{].*");
    }

    /** A location as a pattern that matches it alone. */
    static String literal(String location) {
        return location.replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0");
    }
}
