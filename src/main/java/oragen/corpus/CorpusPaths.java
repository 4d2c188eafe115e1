package oragen.corpus;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/** Parts of relative paths with slashes. */
public final class CorpusPaths {
    private static final Set<String> IMAGES =
            Set.of("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff", "heic", "heif", "avif");

    private CorpusPaths() {}

    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    public static String ending(String path) {
        String name = name(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    public static String withoutEnding(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    }

    public static boolean isImage(String path) {
        return IMAGES.contains(ending(path));
    }

    public static String[] parts(String path) {
        return path.split("/", -1);
    }

    /** The last parts of a path: labels name files from a folder on that releases put in different places. */
    public static String tail(String path, int count) {
        String[] parts = parts(path);
        int start = Math.max(0, parts.length - count);
        return String.join("/", Arrays.copyOfRange(parts, start, parts.length));
    }

    /** A path as a label file gives it, without {@code ./} and backslashes. */
    public static String clean(String path) {
        return path.strip().replace('\\', '/').replaceAll("^(\\./|/)+", "");
    }

    /** A path from a folder on, without {@code .} and {@code ..}; what would lie above the root starts at the root. */
    public static String join(String folder, String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : parts(folder + "/" + clean(path))) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
