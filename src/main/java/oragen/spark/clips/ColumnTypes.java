package oragen.spark.clips;

import java.util.List;
import oragen.run.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns of the output folder → Spark's types. */
public final class ColumnTypes {
    private ColumnTypes() {}

    public static StructType schema(List<Column> columns) {
        StructType schema = new StructType();
        for (Column column : columns) {
            schema = schema.add(column.name(), type(column.type()), !column.always());
        }
        return schema;
    }

    /** A schema, and further fields after it. */
    public static StructType join(StructType schema, StructType further) {
        StructType joined = schema;
        for (var field : further.fields()) {
            joined = joined.add(field);
        }
        return joined;
    }

    /** The column of exactly this name, which may hold dots and quotation marks. */
    public static org.apache.spark.sql.Column named(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    private static DataType type(Column.Type type) {
        return switch (type) {
            case TEXT -> DataTypes.StringType;
            case REAL -> DataTypes.DoubleType;
            case INTEGER -> DataTypes.IntegerType;
            case LONG -> DataTypes.LongType;
            case FLAG -> DataTypes.BooleanType;
            case BYTES -> DataTypes.BinaryType;
            case INTEGERS -> DataTypes.createArrayType(DataTypes.IntegerType);
            case TEXTS -> DataTypes.createArrayType(DataTypes.StringType);
        };
    }
}
