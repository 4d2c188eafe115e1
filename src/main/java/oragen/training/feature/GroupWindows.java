package oragen.training.feature;

import com.google.errorprone.annotations.MustBeClosed;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/** The windows of a row group that count; holds the row group in memory. */
final class GroupWindows implements AutoCloseable {
    private final FeatureSet set;
    private final RowGroup group;
    private final RowReader reader;

    private GroupWindows(FeatureSet set, RowGroup group, RowReader reader) {
        this.set = set;
        this.group = group;
        this.reader = reader;
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the reader is closed with this
    static GroupWindows open(FeatureSet set, RowGroup group) {
        RowReader reader = RowReader.open(
                group.part().file(), FeatureColumns.OF_WINDOWS, set.folders().configuration());
        reader.seek(group.number());
        return new GroupWindows(set, group, reader);
    }

    long bytes() {
        return group.bytes();
    }

    /** The next window that has features at all, or null after the last. */
    @Nullable
    FeatureWindow next() {
        for (Group row = reader.next(); row != null; row = reader.next()) {
            if (set.counts(row, group.part())) {
                FeatureWindow window = FeatureWindow.of(row);
                if (window.audio() != null || window.visual() != null) {
                    return window;
                }
            }
        }
        return null;
    }

    @Override
    public void close() {
        reader.close();
    }
}
