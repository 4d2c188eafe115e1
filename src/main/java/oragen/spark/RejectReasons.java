package oragen.spark;

import java.util.Locale;
import oragen.media.MediaException;

/** Codes of rejected rows. */
public final class RejectReasons {
    public static final String DUPLICATE = "duplicate";

    private RejectReasons() {}

    static String code(MediaException.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
