package oragen.training.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * Windows of a table of features, one after the other; holds a shuffle buffer and one row group of one file in memory.
 */
public final class WindowStream implements AutoCloseable {
    private final FeatureRows.Selection selection;
    private final List<FeatureFolder.Part> files;
    private final Random random;
    private final int bufferRows;
    private final List<FeatureWindow> buffer = new ArrayList<>();
    private int nextFile;
    private @Nullable FeatureRows reader;

    private WindowStream(
            FeatureRows.Selection selection, List<FeatureFolder.Part> files, Random random, int bufferRows) {
        this.selection = selection;
        this.files = files;
        this.random = random;
        this.bufferRows = bufferRows;
    }

    /** @param subset that rows must be of; null for all */
    public static WindowStream inOrder(FeatureFolder folder, @Nullable String subset) {
        return new WindowStream(new FeatureRows.Selection(folder, subset), folder.files(), new Random(0), 1);
    }

    /** Files in an order, and rows within a buffer, that the seed decides. */
    public static WindowStream shuffled(FeatureFolder folder, @Nullable String subset, int bufferRows, long seed) {
        Random random = new Random(seed);
        List<FeatureFolder.Part> files = new ArrayList<>(folder.files());
        Collections.shuffle(files, random);
        return new WindowStream(new FeatureRows.Selection(folder, subset), files, random, bufferRows);
    }

    /** At most so many windows; none after the last. */
    public List<FeatureWindow> next(int windows) {
        List<FeatureWindow> batch = new ArrayList<>();
        while (batch.size() < windows) {
            FeatureWindow window = next();
            if (window == null) {
                break;
            }
            batch.add(window);
        }
        return batch;
    }

    private @Nullable FeatureWindow next() {
        while (buffer.size() < bufferRows) {
            FeatureWindow read = read();
            if (read == null) {
                break;
            }
            buffer.add(read);
        }
        if (buffer.isEmpty()) {
            return null;
        }
        Collections.swap(buffer, random.nextInt(buffer.size()), buffer.size() - 1);
        return buffer.remove(buffer.size() - 1);
    }

    /** The next window of the files that has features at all. */
    @SuppressWarnings("MustBeClosedChecker") // each file is closed at its end, or with this
    private @Nullable FeatureWindow read() {
        while (true) {
            if (reader == null) {
                if (nextFile == files.size()) {
                    return null;
                }
                reader = FeatureRows.open(selection, files.get(nextFile++), FeatureColumns.OF_WINDOWS);
            }
            Group row = reader.next();
            if (row == null) {
                close();
            } else {
                FeatureWindow window = FeatureWindow.of(row);
                if (window.audio() != null || window.visual() != null) {
                    return window;
                }
            }
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
