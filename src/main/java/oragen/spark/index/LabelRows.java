package oragen.spark.index;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.corpus.format.LabelEntry;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Malformed;
import oragen.corpus.format.LabelEntry.Unknown;
import oragen.corpus.format.LabelEntry.Unlabelled;
import oragen.corpus.format.LabelReader;
import oragen.run.Location;
import oragen.spark.clips.EncodedText;
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
record LabelRows(LabelReader reader, String root, SerializableConfiguration configuration)
        implements FlatMapFunction<String, Row>, Serializable {
    /** {@code level} is null for what is only a problem; a label may have one too. */
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
            Reader text = EncodedText.open(
                    Location.storage(file, configuration.value()).open(file));
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
        } catch (FileNotFoundException e) {
            return List.of(problem(path, 0, "malformed", "cannot be opened (" + e.getMessage() + ")"))
                    .iterator();
        } catch (IOException e) {
            throw new UncheckedIOException("label file " + file + " cannot be read", e);
        }
    }

    private static void close(Reader text, Path file) {
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
                    labelled.problem() == null ? null : "malformed",
                    labelled.problem());
        }
        if (entry instanceof Malformed malformed) {
            return problem(path, entry.line(), "malformed", malformed.message());
        }
        if (entry instanceof Unlabelled) {
            return problem(path, entry.line(), "unlabelled_row", "no label");
        }
        return problem(path, entry.line(), "unknown_tag", ((Unknown) entry).name());
    }

    private static Row problem(String path, long line, String kind, String message) {
        return RowFactory.create(path, line, null, null, null, null, kind, message);
    }
}
