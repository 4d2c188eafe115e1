package oragen.spark.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;

/** One partition, streaming; what it holds is closed when its task ends. */
final class SourceReader implements PartitionReader<InternalRow> {
    private final Iterator<Row> given;
    private final SourceColumns.Converter converter;
    private final Deque<InternalRow> ready = new ArrayDeque<>();
    private int left;

    SourceReader(Iterator<Row> given, SourceColumns.Converter converter, int limit) {
        this.given = given;
        this.converter = converter;
        this.left = limit;
    }

    @Override
    public boolean next() {
        ready.poll();
        if (left == 0) {
            return false;
        }
        while (ready.isEmpty() && given.hasNext()) {
            converter.rows(given.next()).forEach(ready::add);
        }
        left--;
        return !ready.isEmpty();
    }

    @Override
    public InternalRow get() {
        return ready.element();
    }

    @Override
    public void close() {}
}
