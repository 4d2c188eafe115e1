package oragen.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out whether a failure, however deep its cause lies, means that nothing more can be written somewhere. */
final class StorageFailure {
    /** Of Linux and macOS, of Windows, and of HDFS; Hadoop and Spark wrap them in classes of their own. */
    private static final Pattern TOLD = Pattern.compile(
            "No space left on device|Disk quota exceeded|Read-only file system|not enough space on the disk"
                    + "|quota .*exceeded");

    /** What Spark puts around its messages. */
    private static final Pattern MARKS = Pattern.compile("^\\[[A-Z_.]+] |\\. SQLSTATE: \\w+$");

    private StorageFailure() {}

    /** What to tell the user. */
    static Optional<String> explain(Throwable failure) {
        String place = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            boolean last = cause.getCause() == null;
            if (last && TOLD.matcher(message).find()) {
                return Optional.of((place == null ? "" : place + ": ") + message
                        + "; make room there, or give another folder; what is complete is kept, and the same command goes on"
                        + " from there");
            }
            if (message.contains("/")) {
                place = MARKS.matcher(message).replaceAll("");
            }
        }
        return Optional.empty();
    }
}
