package oragen.spark.source;

import java.util.Map;
import oragen.spark.clips.ClipTable;
import oragen.spark.clips.Manifest;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Labels clips as a table that is read, without an output folder:
 *
 * <pre>{@code
 * spark.read().format("oragen").option("protocol", "paper").load("/data/clips")
 * }</pre>
 *
 * <pre>{@code
 * CREATE TEMPORARY VIEW clips USING oragen OPTIONS (path '/data/clips', table 'windows')
 * }</pre>
 *
 * Every reading labels anew: keep what is needed twice, or use {@code label}, whose runs continue. {@link SourceOptions}
 * lists the options, {@link SourceTable} the tables. The plan of a reading holds every clip on the driver.
 */
public final class OragenSource implements TableProvider, DataSourceRegister {
    /** For Spark, which finds it by its name. */
    public OragenSource() {}

    @Override
    public String shortName() {
        return "oragen";
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        SourceOptions told = SourceOptions.of(options);
        StructType schema = told.table().schema(new ClipTable(SparkSession.active()).furtherLabels(told.inputs()));
        boolean known = told.inputs().stream().allMatch(Manifest::isManifest);
        return known || told.table() == SourceTable.WINDOWS ? schema : schema.add(SourceColumns.SAMPLE);
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        SourceOptions told = SourceOptions.of(new CaseInsensitiveStringMap(properties));
        return new OragenTable(SparkSession.active(), told, schema);
    }
}
