package oragen.spark.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import oragen.run.RunRecord;
import oragen.spark.label.LabelScan;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One reading: lists the clips when it is planned, once. */
final class OragenScan implements Scan, Batch {
    private final SparkSession spark;
    private final SourceOptions options;
    private final StructType columns;
    private final OptionalInt limit;
    private @Nullable LabelScan planned;

    OragenScan(SparkSession spark, SourceOptions options, StructType columns, OptionalInt limit) {
        this.spark = spark;
        this.options = options;
        this.columns = columns;
        this.limit = limit;
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    @Override
    public String description() {
        return "oragen " + options.table().label() + " of " + String.join(", ", options.inputs())
                + (limit.isPresent() ? ", at most " + limit.getAsInt() + " rows a partition" : "");
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    private LabelScan scan() {
        if (planned == null) {
            planned =
                    options.labelling(spark).scan(limit.isPresent() ? LabelScan.Order.BY_ID : LabelScan.Order.BALANCED);
        }
        return planned;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        List<InputPartition> partitions = new ArrayList<>();
        for (List<Row> clips : scan().partitions()) {
            partitions.add(new SourcePartition.Clips(clips));
        }
        switch (options.table()) {
            case REJECTS, ALL -> {
                if (!scan().duplicates().isEmpty()) {
                    partitions.add(new SourcePartition.Outcomes(scan().duplicates()));
                }
            }
            case PREDICTIONS, WINDOWS, FEATURES, CLIPS -> {}
        }
        return partitions.toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        SourceColumns rows = new SourceColumns(
                options.table(),
                columns,
                Map.of(
                        "bundle_id", scan().bundleId(),
                        "bundle_checksum", scan().bundleChecksum(),
                        "protocol", scan().protocol(),
                        "schema_version", RunRecord.SCHEMA_VERSION));
        return new SourceReaderFactory(
                rows, scan().task(), UUID.randomUUID().toString(), limit.orElse(Integer.MAX_VALUE));
    }
}
