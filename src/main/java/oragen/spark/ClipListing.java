package oragen.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import oragen.InputException;
import oragen.corpus.Clip;
import oragen.corpus.ClipIdentity;
import oragen.label.Labels;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Finds the clips that the inputs name, in the order of their ids. */
final class ClipListing {
    private static final Set<String> MEDIA_ENDINGS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "wav", "flac", "mp3", "m4a", "aac", "ogg",
            "oga", "opus", "raw", "pcm", "sph", "jpg", "jpeg", "png", "bmp", "webp");

    private final SparkSession spark;

    ClipListing(SparkSession spark) {
        this.spark = spark;
    }

    /** Lists all inputs; costs one listing of each folder and, for manifests, one Spark job. */
    List<ListedClip> list(List<String> inputs) {
        List<ListedClip> clips = new ArrayList<>();
        for (String input : inputs) {
            clips.addAll(Manifest.isManifest(input) ? new ManifestReader(spark).read(input) : files(input));
        }
        if (clips.isEmpty()) {
            throw new InputException(
                    "--input " + String.join(" ", inputs),
                    "no media file found",
                    "give files, folders or globs with " + String.join(", ", new java.util.TreeSet<>(MEDIA_ENDINGS))
                            + ", or a manifest (.csv, .parquet)");
        }
        clips.sort(Comparator.comparing((ListedClip listed) -> listed.clip().clipId())
                .thenComparing(listed -> listed.clip().identity().key()));
        return clips;
    }

    private List<ListedClip> files(String input) {
        try {
            Path pattern = new Path(input);
            FileSystem fileSystem = pattern.getFileSystem(spark.sparkContext().hadoopConfiguration());
            List<ListedClip> found = new ArrayList<>();
            if (fileSystem.exists(pattern)) {
                FileStatus status = fileSystem.getFileStatus(pattern);
                Path root = status.isDirectory()
                        ? status.getPath()
                        : status.getPath().getParent();
                walk(fileSystem, status, root, found);
                return found;
            }
            FileStatus[] matches = fileSystem.globStatus(pattern);
            if (matches == null || matches.length == 0) {
                throw new InputException("--input " + input, "does not exist", "check the path or the glob");
            }
            Path root = fileSystem.makeQualified(fixedPrefix(pattern));
            for (FileStatus match : matches) {
                walk(fileSystem, match, root, found);
            }
            return found;
        } catch (FileNotFoundException e) {
            throw new InputException("--input " + input, "does not exist", "check the path", e);
        } catch (IllegalArgumentException e) {
            throw new InputException("--input " + input, String.valueOf(e.getMessage()), "give a path or a URI", e);
        } catch (IOException e) {
            throw new UncheckedIOException("--input " + input + " cannot be listed", e);
        }
    }

    private static void walk(FileSystem fileSystem, FileStatus status, Path root, List<ListedClip> found)
            throws IOException {
        if (status.isDirectory()) {
            for (FileStatus child : fileSystem.listStatus(status.getPath())) {
                if (!child.getPath().getName().startsWith(".")
                        && !child.getPath().getName().startsWith("_")) {
                    walk(fileSystem, child, root, found);
                }
            }
        } else if (MEDIA_ENDINGS.contains(ending(status.getPath().getName()))) {
            String path = status.getPath().toString();
            Clip clip = new Clip(
                    new ClipIdentity(path, null, null, null, null),
                    relative(root, path),
                    null,
                    null,
                    null,
                    Labels.UNKNOWN,
                    Map.of());
            found.add(new ListedClip(clip, status.getLen()));
        }
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String relative(Path root, String path) {
        String prefix = root.toString().endsWith("/") ? root.toString() : root + "/";
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    /** The folder above the first part of a glob that holds a wildcard. */
    private static Path fixedPrefix(Path pattern) {
        Path fixed = pattern;
        for (Path at = pattern; at != null; at = at.getParent()) {
            if (at.getName().matches(".*[*?\\[{].*")) {
                fixed = at.getParent() == null ? new Path(".") : at.getParent();
            }
        }
        return fixed;
    }
}
