package oragen.spark.label;

import java.util.Set;
import oragen.run.RejectReason;

/**
 * Where the rows go, and what becomes of those that are there.
 *
 * @param output folder on any Hadoop file system
 * @param retriedReasons rejects of these reasons are tried again
 */
record LabelDestination(String output, Existing existing, Set<RejectReason> retriedReasons) {
    /** What happens to the results of an earlier run of the same key. */
    enum Existing {
        CONTINUED,
        OVERWRITTEN
    }

    LabelDestination {
        retriedReasons = Set.copyOf(retriedReasons);
    }
}
