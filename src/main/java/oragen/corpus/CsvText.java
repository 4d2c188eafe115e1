package oragen.corpus;

import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;

/** Text in CSV (RFC 4180), as manifests and label files have it. */
public final class CsvText {
    public static final CSVFormat COMMA = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private CsvText() {}

    /** Whether records end because a quotation mark is not closed properly, rather than because reading fails. */
    public static boolean isUnclosed(UncheckedIOException failure) {
        return failure.getCause() instanceof CSVException;
    }
}
