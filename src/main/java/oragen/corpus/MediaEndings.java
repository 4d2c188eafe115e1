package oragen.corpus;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Endings of files that are taken for media where nothing else says what they are. */
public final class MediaEndings {
    private static final SortedSet<String> ALL = new TreeSet<>(List.of(
            "mp4", "m4v", "mov", "f4v", "3gp", "3g2", "mkv", "mka", "webm", "avi", "mpg", "mpeg", "vob", "ts", "m2ts",
            "mts", "flv", "wmv", "asf", "dv", "mxf", "ogv", "gif", "wav", "w64", "flac", "mp3", "mp2", "m4a", "m4b",
            "aac", "ogg", "oga", "opus", "wma", "amr", "aif", "aiff", "aifc", "au", "caf", "gsm", "raw", "pcm", "sph",
            "jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff", "heic", "heif", "avif"));

    private MediaEndings() {}

    public static boolean isMedia(String path) {
        return ALL.contains(CorpusPaths.ending(path));
    }

    /** All of them, for people. */
    public static String told() {
        return String.join(", ", ALL);
    }
}
