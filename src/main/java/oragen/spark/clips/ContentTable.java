package oragen.spark.clips;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.unix_millis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.InputException;
import oragen.spark.session.FewRows;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.math.BigInt;

/**
 * A table that has the bytes of a clip in each row. With a column of ids it is listed without a look at the bytes, as long
 * as nobody asks for their hash: the size of a clip is then the mean of its file.
 */
final class ContentTable {
    /** A second of speech, compressed. */
    private static final long SMALL_CLIP_BYTES = 5_000;

    private final ContentColumns columns;
    private final TableSource source;
    private final ContentField field;
    private final boolean tellsFiles;

    private ContentTable(ContentColumns columns, TableSource source, ContentField field) {
        this.columns = columns;
        this.source = source;
        this.field = field;
        this.tellsFiles = tellsFiles(source.rows());
    }

    /** Looks at the schema alone. */
    static ContentTable open(SparkSession spark, String input, ContentColumns columns) {
        TableSource source = TableSource.open(spark, input, columns.format());
        StructType schema = source.rows().schema();
        ContentField field = ContentField.of("table " + input, schema, columns.content());
        String id = columns.id();
        if (id != null) {
            requireIds(input, schema, id, field);
        }
        return new ContentTable(columns, source, field);
    }

    private static void requireIds(String input, StructType schema, String id, ContentField field) {
        String remedy = "name a column whose values differ, or leave it out: then their content tells clips apart";
        StructField column = Arrays.stream(schema.fields())
                .filter(one -> one.name().equals(id))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "--id-column " + id,
                        "no such column among " + String.join(", ", schema.fieldNames()) + " of table " + input,
                        remedy));
        if (id.equals(field.root())) {
            throw new InputException("--id-column " + id, "is the column of the clips", remedy);
        }
        if (!isOneValue(column.dataType())) {
            throw new InputException(
                    "--id-column " + id, "is of type " + column.dataType().sql(), remedy);
        }
    }

    /** Whether the source has Spark's hidden columns on the files of a table. */
    private static boolean tellsFiles(Dataset<Row> rows) {
        if (Arrays.stream(rows.columns()).anyMatch("_metadata"::equalsIgnoreCase)) {
            return false; // a column of the table's own hides them
        }
        try {
            return rows.select("_metadata.file_path").schema().size() == 1;
        } catch (Exception e) { // Spark's AnalysisException, which its Scala does not declare
            return false;
        }
    }

    String location() {
        return source.location();
    }

    /** By what Spark knows of its size: clips have some thousand bytes at least. */
    boolean isSmall() {
        return source.rows()
                .queryExecution()
                .optimizedPlan()
                .stats()
                .sizeInBytes()
                .$less$eq(BigInt.apply(FewRows.MOST_ROWS * SMALL_CLIP_BYTES));
    }

    /** Rows of {@link ClipTable#LISTED}, in no order. */
    Dataset<Row> list(SparkSession spark, ChangeCheck check) {
        List<String> labels = labels();
        List<Column> wanted = new ArrayList<>(identity());
        boolean hashed = columns.id() == null || check == ChangeCheck.CONTENT_HASH;
        Column exactly = coalesce(length(field.bytes()), lit(0)).cast("bigint");
        wanted.add(hashed ? sha2(field.bytes(), 256) : text(null));
        wanted.add(hashed || !tellsFiles ? exactly : meanBytes());
        wanted.add(tellsFiles ? col("_metadata.file_path") : text(null));
        wanted.add(
                tellsFiles && columns.id() != null
                        ? unix_millis(col("_metadata.file_modification_time"))
                        : lit(null).cast("bigint"));
        labels.forEach(name -> wanted.add(ColumnTypes.named(name).cast("string")));
        Dataset<Row> cells = named(wanted)
                .map(new ListedCell(source.location(), columns.id(), labels), Encoders.row(ClipTable.LISTED));
        return spark.createDataFrame(cells.toJavaRDD(), ClipTable.LISTED);
    }

    /** Content of rows by what {@link CellName} takes; of some files, or of all where the table does not tell files. */
    Dataset<Row> contents(List<String> files) {
        List<Column> wanted = new ArrayList<>(identity());
        wanted.add(field.bytes());
        Dataset<Row> rows = source.rows();
        return tellsFiles
                ? named(rows.filter(col("_metadata.file_path").isin(files.toArray())), wanted)
                : named(rows, wanted);
    }

    /** The id, or else the path beside the content. */
    private List<Column> identity() {
        String id = columns.id();
        Column path = field.path();
        return List.of(
                id == null ? text(null) : ColumnTypes.named(id).cast("string"),
                id != null || path == null ? text(null) : path);
    }

    private static Column meanBytes() {
        Column file = col("_metadata.file_path");
        return floor(col("_metadata.file_size").divide(count(lit(1)).over(Window.partitionBy(file))));
    }

    private Dataset<Row> named(List<Column> wanted) {
        return named(source.rows(), wanted);
    }

    /** As any two columns of a table may have one name. */
    private static Dataset<Row> named(Dataset<Row> rows, List<Column> wanted) {
        List<Column> numbered = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            numbered.add(wanted.get(i).as("column_" + i));
        }
        return rows.select(numbered.toArray(Column[]::new));
    }

    private static Column text(@Nullable String value) {
        return lit(value).cast("string");
    }

    /** Further columns, but for those of bytes and of several values. */
    private List<String> labels() {
        List<String> names = new ArrayList<>();
        for (StructField column : source.rows().schema().fields()) {
            boolean used = column.name().equals(field.root()) || column.name().equals(columns.id());
            if (!used && isOneValue(column.dataType())) {
                names.add(column.name());
            }
        }
        return names;
    }

    private static boolean isOneValue(DataType type) {
        return !(type instanceof BinaryType
                || type instanceof StructType
                || type instanceof ArrayType
                || type instanceof MapType);
    }
}
