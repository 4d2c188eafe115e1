package oragen.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import oragen.corpus.CsvText;
import oragen.corpus.format.LabelEntry.Malformed;
import oragen.corpus.format.LabelValues.MalformedValueException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Label files of delimited text, read record by record. */
final class DelimitedLabels {
    /** Tabs, and quotation marks that are part of the text. */
    static final CSVFormat TAB = CSVFormat.TDF
            .builder()
            .setQuote(null)
            .setIgnoreSurroundingSpaces(false)
            .get();

    private static final CSVFormat SEMICOLON =
            CsvText.COMMA.builder().setDelimiter(';').get();

    private static final String UNCLOSED =
            "a quotation mark is not closed properly; this line and those after it are not read";

    /** A header that is longer names no columns. */
    private static final int LONGEST_HEADER = 1 << 16;

    private DelimitedLabels() {}

    /** Likewise, with the delimiter that the header has: the same file is published with tabs and with commas. */
    static Iterator<LabelEntry> detected(Reader file, List<String> required, RowParser parser) throws IOException {
        BufferedReader text = new BufferedReader(file);
        return withHeader(text, format(firstLine(text)), required, parser);
    }

    private static CSVFormat format(String header) {
        if (header.contains("\t")) {
            return TAB;
        }
        return header.contains(",") || !header.contains(";") ? CsvText.COMMA : SEMICOLON;
    }

    /** The first line, which stays unread. */
    static String firstLine(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        char[] start = new char[LONGEST_HEADER];
        int length = 0;
        for (int read = 0; read >= 0 && length < start.length; ) {
            read = text.read(start, length, start.length - length);
            length += Math.max(0, read);
        }
        text.reset();
        return new String(start, 0, length).lines().findFirst().orElse("");
    }

    /** One record by column name (in lower case) → its entry. */
    interface RowParser {
        LabelEntry parse(Cells cells) throws MalformedValueException;
    }

    /** The cells of one record. */
    record Cells(long line, List<String> header, Map<String, String> byName) {
        @Nullable
        String get(String name) {
            String value = byName.get(name);
            return value == null || value.isBlank() ? null : value.strip();
        }

        String require(String name) throws MalformedValueException {
            String value = get(name);
            if (value == null) {
                throw new MalformedValueException("no " + name);
            }
            return value;
        }
    }

    /** The first record names the columns; {@code required} columns must be among them. */
    static Iterator<LabelEntry> withHeader(Reader file, CSVFormat format, List<String> required, RowParser parser)
            throws IOException {
        CSVParser records = CSVParser.parse(file, format);
        Iterator<CSVRecord> iterator = records.iterator();
        List<String> header;
        try {
            if (!iterator.hasNext()) {
                return problem("the file is empty");
            }
            header = iterator.next().toList().stream()
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .toList();
        } catch (UncheckedIOException e) {
            requireUnclosed(e);
            return problem(UNCLOSED);
        }
        List<String> twice = header.stream()
                .filter(name -> !name.isEmpty() && header.indexOf(name) != header.lastIndexOf(name))
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            return problem("the header names twice: " + String.join(", ", twice));
        }
        if (!header.containsAll(required)) {
            return problem("found the columns " + String.join(", ", header) + ", but not all of "
                    + String.join(", ", required));
        }
        return new Entries(records, iterator, header, parser);
    }

    private static void requireUnclosed(UncheckedIOException failure) {
        if (!CsvText.isUnclosed(failure)) {
            throw failure;
        }
    }

    private static Iterator<LabelEntry> problem(String message) {
        return List.<LabelEntry>of(new Malformed(1, message)).iterator();
    }

    private static final class Entries implements Iterator<LabelEntry> {
        private final CSVParser records;
        private final Iterator<CSVRecord> iterator;
        private final List<String> header;
        private final RowParser parser;
        private long linesRead = 1;
        private Reading reading = Reading.RECORDS;

        /** An unclosed quotation mark ends the records: nothing after it can be told apart. */
        private enum Reading {
            RECORDS,
            BROKEN,
            ENDED
        }

        Entries(CSVParser records, Iterator<CSVRecord> iterator, List<String> header, RowParser parser) {
            this.records = records;
            this.iterator = iterator;
            this.header = header;
            this.parser = parser;
        }

        @Override
        public boolean hasNext() {
            try {
                return reading == Reading.BROKEN || reading == Reading.RECORDS && iterator.hasNext();
            } catch (UncheckedIOException e) {
                requireUnclosed(e);
                reading = Reading.BROKEN;
                return true;
            }
        }

        @Override
        public LabelEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the file is read");
            }
            if (reading == Reading.BROKEN) {
                reading = Reading.ENDED;
                return new Malformed(linesRead + 1, UNCLOSED);
            }
            linesRead = records.getCurrentLineNumber(); // up to the end of the record that hasNext has read
            return entry(linesRead, iterator.next());
        }

        private LabelEntry entry(long line, CSVRecord record) {
            if (record.size() < header.size()) {
                return new Malformed(line, record.size() + " cells, but the header has " + header.size());
            }
            Map<String, String> byName = new TreeMap<>();
            for (int i = 0; i < header.size(); i++) {
                byName.put(header.get(i), record.get(i));
            }
            try {
                return parser.parse(new Cells(line, header, byName));
            } catch (MalformedValueException e) {
                return new Malformed(line, String.valueOf(e.getMessage()));
            }
        }
    }
}
