package oragen.spark.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Copies a Parquet file without some of its rows, streaming: columns, order and compression stay, and the old file.
 *
 * @param folder of the copies
 */
record RowRemoval(SerializableConfiguration configuration, String folder)
        implements Function<RowRemoval.Doomed, RowRemoval.Copy> {
    private static final long serialVersionUID = 1L;

    /** Told by the writer itself. */
    private static final String WRITER = "writer.model.name";

    /** @param rows positions in the file that are left out, ascending */
    record Doomed(String file, long[] rows) implements java.io.Serializable {}

    /** @param finished what is to replace the file */
    record Copy(String file, String finished) implements java.io.Serializable {}

    @Override
    public Copy call(Doomed doomed) throws IOException {
        Configuration hadoop = configuration.value();
        Path from = new Path(doomed.file());
        // Each attempt of a task has a file of its own.
        Path to = new Path(folder, TaskContext.get().taskAttemptId() + "-" + from.getName());
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), from)
                        .withConf(hadoop)
                        .build();
                ParquetWriter<Group> writer = writer(from, to, hadoop)) {
            long position = 0;
            for (Group row = reader.read(); row != null; row = reader.read()) {
                if (Arrays.binarySearch(doomed.rows(), position) < 0) {
                    writer.write(row);
                }
                position++;
            }
        }
        return new Copy(doomed.file(), to.toString());
    }

    private static ParquetWriter<Group> writer(Path from, Path to, Configuration hadoop) throws IOException {
        ParquetMetadata footer;
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(from, hadoop))) {
            footer = reader.getFooter();
        }
        Map<String, String> told = new TreeMap<>(footer.getFileMetaData().getKeyValueMetaData());
        told.remove(WRITER);
        return ExampleParquetWriter.builder(to)
                .withConf(hadoop)
                .withType(footer.getFileMetaData().getSchema())
                .withCompressionCodec(
                        footer.getBlocks().get(0).getColumns().get(0).getCodec())
                .withExtraMetaData(told)
                .build();
    }
}
