package oragen.corpus;

import org.jspecify.annotations.Nullable;

/**
 * A clip's file as it was when it was listed: a file that has changed since is labelled again.
 *
 * @param bytes 0 where it could not be looked up
 * @param modifiedMillis last change, of an archive that of all its members, in milliseconds since 1970; null where it could not be looked up
 * @param sha256 of its content, where that was asked for
 * @param frames where the pictures lie if not in the file: a video, a folder, or what the names of a sequence
 *     {@code <frames>NNN.jpg} begin with, one picture a second
 * @param packing where the file lies in an archive or a table; null of one that stands alone
 */
public record ClipFile(
        long bytes,
        @Nullable Long modifiedMillis,
        @Nullable String sha256,
        @Nullable String frames,
        @Nullable Packing packing) {
    public static final ClipFile UNKNOWN = new ClipFile(0, null, null, null, null);

    /** A file that stands alone. */
    public static ClipFile alone(long bytes, long modifiedMillis) {
        return new ClipFile(bytes, modifiedMillis, null, null, null);
    }

    /** The same file, of which it is known how large it is. */
    public ClipFile ofBytes(long counted) {
        return new ClipFile(counted, modifiedMillis, sha256, frames, packing);
    }

    /** Whether it can be decoded from anywhere, and by several tasks. */
    public boolean isSeekable() {
        return packing == null || packing.isSeekable();
    }
}
