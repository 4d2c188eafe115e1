package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import oragen.corpus.LabelEntry.Malformed;
import oragen.corpus.LabelValues.MalformedValueException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Label files of delimited text, read record by record. */
final class DelimitedLabels {
    static final CSVFormat COMMA = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    /** Tabs, and quotation marks that are part of the text. */
    static final CSVFormat TAB = CSVFormat.TDF
            .builder()
            .setQuote(null)
            .setIgnoreSurroundingSpaces(false)
            .get();

    private DelimitedLabels() {}

    /** One record by column name (in lower case) → its entry. */
    interface RowParser {
        LabelEntry parse(Cells cells) throws MalformedValueException;
    }

    /** The cells of one record. */
    record Cells(long line, Map<String, String> byName, List<String> values) {
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

        @Nullable
        String at(int index) {
            return index < values.size() ? values.get(index) : null;
        }
    }

    /** The first record names the columns; {@code required} columns must be among them. */
    static Iterator<LabelEntry> withHeader(Reader file, CSVFormat format, List<String> required, RowParser parser)
            throws IOException {
        CSVParser records = CSVParser.parse(file, format);
        Iterator<CSVRecord> iterator = records.iterator();
        if (!iterator.hasNext()) {
            return List.<LabelEntry>of(new Malformed(1, "the file is empty")).iterator();
        }
        List<String> header = iterator.next().toList().stream()
                .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!header.containsAll(required)) {
            return List.<LabelEntry>of(new Malformed(
                            1,
                            "the columns are " + String.join(", ", header) + ", without some of "
                                    + String.join(", ", required)))
                    .iterator();
        }
        return new Entries(records, iterator, header, parser);
    }

    static Iterator<LabelEntry> withoutHeader(Reader file, CSVFormat format, RowParser parser) throws IOException {
        CSVParser records = CSVParser.parse(file, format);
        return new Entries(records, records.iterator(), List.of(), parser);
    }

    private record Entries(CSVParser records, Iterator<CSVRecord> iterator, List<String> header, RowParser parser)
            implements Iterator<LabelEntry> {
        @Override
        public boolean hasNext() {
            return iterator.hasNext();
        }

        @Override
        public LabelEntry next() {
            if (!iterator.hasNext()) {
                throw new NoSuchElementException("the file is read");
            }
            long line = records.getCurrentLineNumber(); // of the record that hasNext has read
            try {
                CSVRecord record = iterator.next();
                Map<String, String> byName = new TreeMap<>();
                for (int i = 0; i < Math.min(header.size(), record.size()); i++) {
                    byName.put(header.get(i), record.get(i));
                }
                if (record.size() < header.size()) {
                    return new Malformed(line, record.size() + " cells where the header has " + header.size());
                }
                return parser.parse(new Cells(line, byName, record.toList()));
            } catch (MalformedValueException e) {
                return new Malformed(line, String.valueOf(e.getMessage()));
            } catch (UncheckedIOException e) {
                // An unclosed quotation mark: nothing after it can be told apart.
                return new Malformed(line, String.valueOf(e.getMessage()));
            }
        }
    }
}
