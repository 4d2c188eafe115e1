package oragen.spark.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import oragen.corpus.CorpusReader;
import oragen.corpus.LabelEntry;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Malformed;
import oragen.corpus.LabelEntry.Unknown;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import scala.jdk.javaapi.CollectionConverters;

/** A label file → its entries as rows, read as they are asked for. */
record LabelRows(CorpusReader reader, String root, SerializableConfiguration configuration)
        implements FlatMapFunction<String, Row>, Serializable {
    /** {@code level} is null for what is only a problem. */
    static final StructType SCHEMA = new StructType()
            .add("file", DataTypes.StringType, false)
            .add("line", DataTypes.LongType, false)
            .add("level", DataTypes.StringType)
            .add("key", DataTypes.StringType)
            .add("part", DataTypes.StringType)
            .add("values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("kind", DataTypes.StringType)
            .add("message", DataTypes.StringType);

    @Override
    public Iterator<Row> call(String path) {
        Path file = new Path(root, new Path(null, null, path));
        try {
            BufferedReader text = new BufferedReader(new InputStreamReader(
                    file.getFileSystem(configuration.value()).open(file), StandardCharsets.UTF_8));
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(text, file));
            Iterator<LabelEntry> entries = reader.read(path, text);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Row next() {
                    return row(path, entries.next());
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("label file " + file + " cannot be read", e);
        }
    }

    private static void close(BufferedReader text, Path file) {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException("label file " + file + " cannot be closed", e);
        }
    }

    private static Row row(String path, LabelEntry entry) {
        if (entry instanceof Labelled labelled) {
            Map<String, String> values = labelled.values();
            // Several persons in one image, or several parts of one file, are clips of their own.
            String part = String.join(
                    "&",
                    values.getOrDefault("face_box", ""),
                    values.getOrDefault("channel", ""),
                    values.getOrDefault("start_second", ""),
                    values.getOrDefault("end_second", ""));
            return RowFactory.create(
                    path,
                    entry.line(),
                    labelled.level().name(),
                    labelled.key(),
                    part,
                    CollectionConverters.asScala(new TreeMap<>(values)),
                    null,
                    null);
        }
        if (entry instanceof Malformed malformed) {
            return problem(path, entry.line(), "malformed", malformed.message());
        }
        return problem(path, entry.line(), "unknown_tag", ((Unknown) entry).name());
    }

    private static Row problem(String path, long line, String kind, String message) {
        return RowFactory.create(path, line, null, null, null, null, kind, message);
    }
}
