package oragen.spark.index;

import java.io.Serializable;
import oragen.corpus.format.CorpusReader;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Row;

/** Keeps the label files of a corpus. */
record IsLabelFile(CorpusReader reader) implements FilterFunction<Row>, Serializable {
    @Override
    public boolean call(Row file) {
        return reader.isLabelFile(file.getAs("path"));
    }
}
