package oragen.spark.clips;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.CsvText;
import oragen.run.Location;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** The records of a CSV file, the header among them. */
final class CsvRecords implements Iterator<List<String>>, Closeable {
    /** Where the parser says that the quotation mark is. */
    private static final Pattern BEGUN = Pattern.compile("(?:startline|line:?) (\\d+)");

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long line;

    /** A quotation mark after which nothing can be told apart. */
    static final class UnclosedException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final long line;

        UnclosedException(long line, Throwable cause) {
            super("unclosed quotation mark", cause);
            this.line = line;
        }

        long line() {
            return line;
        }
    }

    private CsvRecords(CSVParser parser) {
        this.parser = parser;
        this.records = parser.iterator();
    }

    static CsvRecords open(String file, Configuration configuration) throws IOException {
        Path path = new Path(file);
        InputStream bytes = Location.storage(path, configuration).open(path);
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path);
        Reader text = EncodedText.open(codec == null ? bytes : codec.createInputStream(bytes));
        return new CsvRecords(CSVParser.parse(text, CsvText.COMMA));
    }

    /** Where the record ends that was returned last. */
    long line() {
        return line;
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            if (CsvText.isUnclosed(e)) {
                Matcher begun = BEGUN.matcher(String.valueOf(e.getMessage()));
                throw new UnclosedException(begun.find() ? Long.parseLong(begun.group(1)) : line + 1, e);
            }
            throw e;
        }
    }

    @Override
    public List<String> next() {
        boolean there = hasNext();
        line = there ? parser.getCurrentLineNumber() : line;
        return records.next().toList();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
