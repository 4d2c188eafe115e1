package oragen.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import oragen.corpus.format.LabelEntry.Malformed;
import oragen.corpus.format.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/** Label files of one entry a line; empty lines and comments are skipped. */
final class LabelLines {
    private LabelLines() {}

    /** One line → its entry. */
    interface LineParser {
        LabelEntry parse(long line, String text) throws MalformedValueException;
    }

    /** @param comment what a comment begins with */
    static Iterator<LabelEntry> read(Reader file, String comment, LineParser parser) throws IOException {
        return new Lines(new BufferedReader(file), comment, parser);
    }

    private static final class Lines implements Iterator<LabelEntry> {
        private final BufferedReader file;
        private final String comment;
        private final LineParser parser;
        private long line;
        private @Nullable String text;

        Lines(BufferedReader file, String comment, LineParser parser) throws IOException {
            this.file = file;
            this.comment = comment;
            this.parser = parser;
            advance();
        }

        private void advance() throws IOException {
            do {
                text = file.readLine();
                line++;
            } while (text != null && (text.isBlank() || text.startsWith(comment)));
        }

        @Override
        public boolean hasNext() {
            return text != null;
        }

        @Override
        public LabelEntry next() {
            String current = text;
            if (current == null) {
                throw new NoSuchElementException("the file is read");
            }
            try {
                long number = line;
                advance();
                return parse(number, current);
            } catch (IOException e) {
                throw new UncheckedIOException("the label file cannot be read", e);
            }
        }

        private LabelEntry parse(long number, String current) {
            try {
                return parser.parse(number, current);
            } catch (MalformedValueException e) {
                return new Malformed(number, String.valueOf(e.getMessage()));
            }
        }
    }
}
