package oragen.spark.source;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.read.InputPartition;

/** What a task reads; lists that can be serialised. */
sealed interface SourcePartition extends InputPartition {
    /** Clips to be labelled, as rows of {@link oragen.spark.clips.ClipRowCodec}. */
    record Clips(List<Row> clips) implements SourcePartition {
        private static final long serialVersionUID = 1L;
    }

    /** Outcomes that are known without looking, as rows of {@link oragen.spark.label.ScanTask#OUTCOME}. */
    record Outcomes(List<Row> outcomes) implements SourcePartition {
        private static final long serialVersionUID = 1L;
    }
}
