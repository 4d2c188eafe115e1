package oragen.corpus;

import org.jspecify.annotations.Nullable;

/**
 * A clip's file as it was when it was listed: a file that has changed since is labelled again.
 *
 * @param bytes 0 where it could not be looked up
 * @param modifiedMillis last change, in milliseconds since 1970; null where it could not be looked up
 * @param sha256 of its content, where that was asked for
 * @param frames where the pictures lie if not in the file: a video, a folder, or what the names of a sequence
 *     {@code <frames>NNN.jpg} begin with, one picture a second
 */
public record ClipFile(
        long bytes,
        @Nullable Long modifiedMillis,
        @Nullable String sha256,
        @Nullable String frames) {
    public static final ClipFile UNKNOWN = new ClipFile(0, null, null, null);
}
