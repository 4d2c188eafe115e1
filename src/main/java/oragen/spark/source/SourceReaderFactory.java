package oragen.spark.source;

import java.util.Iterator;
import java.util.List;
import oragen.spark.label.ScanTask;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/**
 * Makes the readers of a reading, in its tasks.
 *
 * @param scan tells its journals from those of other readings
 * @param limit rows after which a partition ends
 */
record SourceReaderFactory(SourceColumns columns, ScanTask task, String scan, int limit)
        implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new SourceReader(given((SourcePartition) partition), columns.converter(), limit);
    }

    private Iterator<Row> given(SourcePartition partition) {
        if (partition instanceof SourcePartition.Outcomes known) {
            return known.outcomes().iterator();
        }
        List<Row> clips = ((SourcePartition.Clips) partition).clips();
        return columns.table() == SourceTable.CLIPS
                ? ContainerFacts.rows(clips, task.decoding(), scan)
                : task.rows(clips, scan);
    }
}
