package oragen.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.media.MediaException;

/** Why a clip has no prediction, as the table of rejects has it. */
public enum RejectReason {
    EMPTY_FILE,
    UNREADABLE,
    UNSUPPORTED_FORMAT,
    CORRUPT,
    NO_STREAM,
    RAW_FORMAT_UNDECLARED,
    EMPTY_RANGE,
    NO_SUCH_CHANNEL,
    /** Speech of no second, where the protocol wants some. */
    NO_SPEECH,
    /** Nothing that the bundle uses was heard or seen, or it has no answer. */
    NO_USABLE_MODALITY,
    /** The same clip is listed before. */
    DUPLICATE,
    /** It ended the JVM that decoded it, or ran out of memory. */
    CRASHED,
    /** Its decoder produced nothing for the time limit. */
    TIMED_OUT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a file that cannot be decoded. */
    public static RejectReason of(MediaException.Reason reason) {
        return valueOf(reason.name());
    }

    /** Reads a label that a user gave. */
    public static RejectReason parse(String option, String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        option,
                        "\"" + label + "\" is not a reject reason",
                        "use all, or any of "
                                + Arrays.stream(values())
                                        .map(RejectReason::label)
                                        .collect(Collectors.joining(", "))));
    }
}
