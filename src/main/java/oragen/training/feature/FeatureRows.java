package oragen.training.feature;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.Set;
import oragen.run.FeatureTable;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/** The rows of one file of a table of features that count. */
final class FeatureRows implements AutoCloseable {
    private final Selection selection;
    private final FeatureFolder.Part part;
    private final RowReader reader;

    /** @param subset that rows must be of; null for all */
    record Selection(FeatureFolder folder, @Nullable String subset) {}

    private FeatureRows(Selection selection, FeatureFolder.Part part, RowReader reader) {
        this.selection = selection;
        this.part = part;
        this.reader = reader;
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the reader is closed with this
    static FeatureRows open(Selection selection, FeatureFolder.Part part, Set<String> columns) {
        RowReader reader =
                RowReader.open(part.file(), columns, selection.folder().configuration());
        return new FeatureRows(selection, part, reader);
    }

    /** The next row, or null after the last. */
    @Nullable
    Group next() {
        Group row = reader.next();
        while (row != null && !counts(row)) {
            row = reader.next();
        }
        return row;
    }

    private boolean counts(Group row) {
        String subset = selection.subset();
        return (subset == null || subset.equals(RowReader.text(row, FeatureTable.SUBSET)))
                && selection.folder().newest().count(ClipView.identity(row), part.wave());
    }

    @Override
    public void close() {
        reader.close();
    }
}
