package oragen.spark.source;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table of clips' labels, with the columns that its manifests add. */
final class OragenTable implements SupportsRead {
    private final SparkSession spark;
    private final SourceOptions options;
    private final StructType schema;

    OragenTable(SparkSession spark, SourceOptions options, StructType schema) {
        this.spark = spark;
        this.options = options;
        this.schema = schema;
    }

    @Override
    public String name() {
        return "oragen " + options.table().label() + " of " + String.join(", ", options.inputs());
    }

    @Override
    @SuppressWarnings("deprecation") // Spark demands it; columns() follows from it
    public StructType schema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ofTheReading) {
        return new OragenScanBuilder(spark, options, schema);
    }
}
