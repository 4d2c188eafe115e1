package oragen.corpus;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Endings of files that are taken for media where nothing else says what they are. */
public final class MediaEndings {
    private static final SortedSet<String> ALL = new TreeSet<>(List.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "wav", "flac", "mp3", "m4a", "aac", "ogg",
            "oga", "opus", "raw", "pcm", "sph", "jpg", "jpeg", "png", "bmp", "webp"));

    private MediaEndings() {}

    public static boolean isMedia(String path) {
        return ALL.contains(CorpusPaths.ending(path));
    }

    /** All of them, for people. */
    public static String told() {
        return String.join(", ", ALL);
    }
}
