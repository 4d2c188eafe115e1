package oragen.run;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Finds out whether a failure, however deep its cause lies, is one of the storage: no room, no permission, no answer, or a
 * file that is damaged or of somebody else.
 */
public final class StorageFailure {
    /** Of Linux and macOS, of Windows, and of HDFS; Hadoop and Spark wrap them in classes of their own. */
    private static final Pattern FULL = Pattern.compile(
            "No space left on device|Disk quota exceeded|Read-only file system|not enough space on the disk"
                    + "|quota .*exceeded");

    private static final Pattern DENIED = Pattern.compile("Permission denied|Access is denied|AccessControlException");

    /** What Spark and Parquet say of a file that is none, or is cut off. */
    private static final Pattern DAMAGED = Pattern.compile(
            "(\\S+) is not a Parquet file|Could not read footer for file:? ?\\S*?((?:file|hdfs|s3a?)?:?/[^;,} ]+)"
                    + "|(?:FAILED_READ_FILE|CANNOT_READ_FILE_FOOTER)[^/]*?((?:file|hdfs|s3a?)?:?/\\S+?)[.,]?(?:\\s|$)");

    /** What Spark puts around its messages. */
    private static final Pattern MARKS = Pattern.compile("^\\[[A-Z_.]+] |\\. SQLSTATE: \\w+$");

    /** What Hadoop says of {@code s3a://} alone. */
    private static final String NO_BUCKET = "bucket is null/empty";

    private StorageFailure() {}

    /** What to tell the user. */
    public static Optional<String> explain(Throwable failure) {
        String place = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            boolean last = cause.getCause() == null;
            if (last && FULL.matcher(message).find()) {
                return Optional.of((place == null ? "" : place + ": ") + message
                        + "; free some space or choose another folder, then run the same command again: it keeps what is complete and"
                        + " resumes from there");
            }
            if (cause instanceof AccessDeniedException
                    || cause instanceof FileNotFoundException
                            && DENIED.matcher(message).find()
                    || last && DENIED.matcher(message).find()) {
                return Optional.of((place == null ? "" : place + ": ") + message
                        + "; choose a folder that this user can read and write, or change its permissions");
            }
            if (isUnknown(cause)) {
                return Optional.of(cause.getMessage()
                        + "; build with -Ps3 for s3a://, or add the Hadoop module for this file system");
            }
            if (isUnreachable(cause)) {
                return Optional.of((place == null ? "" : place + ": ") + "cannot be reached (" + told(cause)
                        + "); check the address and that the storage is running");
            }
            Matcher damaged = DAMAGED.matcher(message);
            if (damaged.find()) {
                return Optional.of(file(damaged) + ": damaged, or not written by oragen; restore it, or delete it and"
                        + " run the command that wrote it (label or extract) again with --overwrite");
            }
            if (message.contains("/")) {
                place = MARKS.matcher(message).replaceAll("");
            }
        }
        return Optional.empty();
    }

    private static boolean isUnknown(Throwable cause) {
        return cause instanceof UnsupportedFileSystemException
                || cause instanceof ClassNotFoundException
                        && String.valueOf(cause.getMessage()).endsWith("FileSystem not found");
    }

    private static boolean isUnreachable(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof SocketTimeoutException
                || cause instanceof IllegalArgumentException && NO_BUCKET.equals(cause.getMessage());
    }

    /** Hadoop wraps the few words of the system in its own advice. */
    private static String told(Throwable unreachable) {
        Throwable cause = unreachable;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return (cause instanceof UnknownHostException ? "unknown host " : "") + cause.getMessage();
    }

    private static String file(Matcher damaged) {
        for (int group = 1; group <= damaged.groupCount(); group++) {
            if (damaged.group(group) != null) {
                return damaged.group(group);
            }
        }
        return damaged.group();
    }
}
