package oragen.spark.source;

import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;

/** Takes the columns and the limit of a query. Neither changes which rows there are: a clip without speech stays one. */
final class OragenScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownLimit {
    private final SparkSession spark;
    private final SourceOptions options;
    private StructType columns;
    private OptionalInt limit = OptionalInt.empty();

    OragenScanBuilder(SparkSession spark, SourceOptions options, StructType columns) {
        this.spark = spark;
        this.options = options;
        this.columns = columns;
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = required;
    }

    /** Each partition ends after so many rows; Spark does the rest. */
    @Override
    public boolean pushLimit(int rows) {
        limit = OptionalInt.of(rows);
        return true;
    }

    @Override
    public boolean isPartiallyPushed() {
        return true;
    }

    @Override
    public Scan build() {
        return new OragenScan(spark, options, columns, limit);
    }
}
