package oragen.spark.clips;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file → its rows, without the header; cells that are empty or missing are null.
 *
 * @param header names of the columns; those without a name are left out
 */
record CsvRows(List<String> header, SerializableConfiguration configuration)
        implements FlatMapFunction<String, Row>, Serializable {
    @Override
    public Iterator<Row> call(String file) throws IOException {
        CsvRecords records = CsvRecords.open(file, configuration.value());
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(records, file));
        records.next();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public Row next() {
                return row(records.next());
            }
        };
    }

    private static void close(CsvRecords records, String file) {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException("manifest " + file + " cannot be closed", e);
        }
    }

    private Row row(List<String> record) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!header.get(i).isEmpty()) {
                cells.add(i < record.size() && !record.get(i).isEmpty() ? record.get(i) : null);
            }
        }
        return RowFactory.create(cells.toArray());
    }
}
