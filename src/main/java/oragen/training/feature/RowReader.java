package oragen.training.feature;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import oragen.InputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Some columns of one Parquet file, one of its row groups after the other; holds one of them in memory. */
final class RowReader implements AutoCloseable {
    private final Path file;
    private final ParquetFileReader reader;
    private final MessageType columns;
    private final MessageColumnIO assembly;
    private @Nullable RecordReader<Group> rows;
    private long left;

    private RowReader(Path file, ParquetFileReader reader, MessageType columns) {
        this.file = file;
        this.reader = reader;
        this.columns = columns;
        this.assembly = new ColumnIOFactory().getColumnIO(columns);
    }

    /** A file that is no Parquet, or lacks one of the columns, is an error that names it. */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the reader is closed with this, or below
    static RowReader open(Path file, Set<String> wanted, Configuration configuration) {
        ParquetFileReader reader;
        try {
            reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration));
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
        MessageType all = reader.getFooter().getFileMetaData().getSchema();
        List<Type> found = all.getFields().stream()
                .filter(field -> wanted.contains(field.getName()))
                .collect(Collectors.toCollection(ArrayList::new));
        for (String name : wanted) {
            if (!all.containsField(name) && !FeatureColumns.OPTIONAL.contains(name)) {
                close(reader, file);
                throw new InputException(file.toString(), "no column " + name, "use a folder written by extract");
            }
        }
        MessageType expected = FeatureColumns.schema();
        for (Type column : found) {
            if (!expected.containsField(column.getName())) {
                continue; // of another table
            }
            PrimitiveTypeName type =
                    expected.getType(column.getName()).asPrimitiveType().getPrimitiveTypeName();
            if (!column.isPrimitive() || column.asPrimitiveType().getPrimitiveTypeName() != type) {
                close(reader, file);
                throw new InputException(
                        file.toString(),
                        "column " + column.getName() + " is " + column + ", not " + type,
                        "use a folder written by extract");
            }
        }
        MessageType columns = new MessageType(all.getName(), found);
        reader.setRequestedSchema(columns);
        return new RowReader(file, reader, columns);
    }

    /** Row groups of the file. */
    int groups() {
        return reader.getRowGroups().size();
    }

    /** Compressed bytes of all columns of a row group. */
    long groupBytes(int group) {
        return reader.getRowGroups().get(group).getCompressedSize();
    }

    /** Goes to the first row of a row group, and reads it. */
    void seek(int group) {
        try {
            PageReadStore pages = reader.readRowGroup(group);
            left = pages == null ? 0 : pages.getRowCount();
            rows = pages == null ? null : assembly.getRecordReader(pages, new GroupRecordConverter(columns));
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    /** The next row of the row group, or null after its last. */
    @Nullable
    Group next() {
        try {
            if (rows == null || left == 0) {
                return null;
            }
            left--;
            return rows.read();
        } catch (RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    /** A column's text, or null where it is unknown. */
    static @Nullable String text(Group row, String column) {
        return has(row, column) ? row.getString(column, 0) : null;
    }

    /** A column's number, or null where it is unknown. */
    static @Nullable Double number(Group row, String column) {
        return has(row, column) ? (Double) row.getDouble(column, 0) : null;
    }

    static boolean has(Group row, String column) {
        return row.getType().containsField(column) && row.getFieldRepetitionCount(column) > 0;
    }

    private static InputException unreadable(Path file, Exception e) {
        return new InputException(file.toString(), "cannot be read (" + e.getMessage() + ")", "copy it again", e);
    }

    private static void close(ParquetFileReader reader, Path file) {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void close() {
        close(reader, file);
    }
}
