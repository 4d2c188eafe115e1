package oragen.corpus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Parts of relative paths with slashes. */
final class CorpusPaths {
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "bmp", "webp");

    private CorpusPaths() {}

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String ending(String path) {
        String name = name(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    }

    static boolean isImage(String path) {
        return IMAGES.contains(ending(path));
    }

    static String[] parts(String path) {
        return path.split("/", -1);
    }

    /** The last parts of a path: labels name files from a folder on that releases put in different places. */
    static String tail(String path, int count) {
        String[] parts = parts(path);
        int start = Math.max(0, parts.length - count);
        return String.join("/", Arrays.copyOfRange(parts, start, parts.length));
    }

    /** A path as a label file gives it, without {@code ./} and backslashes. */
    static String clean(String path) {
        return path.strip().replace('\\', '/').replaceAll("^(\\./|/)+", "");
    }
}
