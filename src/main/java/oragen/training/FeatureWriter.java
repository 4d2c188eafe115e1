package oragen.training;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import oragen.exchange.FusionSize;
import oragen.exchange.Half;
import oragen.label.Labels;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** One Parquet file of features, for benchmarks and tests of training; extract writes the real ones. */
final class FeatureWriter implements AutoCloseable {
    /** Small, so that readers that hold one in memory hold little. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final MessageType schema = FeatureColumns.schema();
    private final Stamp stamp;
    private final ParquetWriter<Group> writer;

    /** What is the same in all rows. */
    record Stamp(String bundle, String checksum, FusionSize size, int schemaVersion) {}

    /**
     * A window.
     *
     * @param number of the window in its clip
     * @param audio [frames, width], null where nothing is heard; {@code visual} [slots, …], null without a face
     */
    record Row(
            String clipId,
            @Nullable String subset,
            int number,
            Labels labels,
            float @Nullable [] audio,
            float @Nullable [] visual) {}

    @MustBeClosed
    FeatureWriter(Path file, Stamp stamp) throws IOException {
        this.stamp = stamp;
        this.writer = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    void write(Row row) throws IOException {
        Group group = new SimpleGroup(schema);
        group.add(FeatureColumns.CLIP_ID, row.clipId());
        group.add(FeatureColumns.PATH, row.clipId() + ".mp4");
        if (row.subset() != null) {
            group.add(FeatureColumns.SUBSET, row.subset());
        }
        addLabels(group, row.labels());
        double start = 2.0 * row.number();
        group.add(FeatureColumns.WINDOW_START, start);
        group.add(FeatureColumns.WINDOW_END, start + FusionSize.SLOTS);
        group.add(FeatureColumns.AUDIO_PRESENT, row.audio() != null);
        Group slots = group.addGroup(FeatureColumns.SLOTS);
        for (int slot = 0; slot < FusionSize.SLOTS && row.visual() != null; slot++) {
            slots.addGroup(0).add(0, (int) start + slot);
        }
        addFeatures(group, FeatureColumns.AUDIO, row.audio());
        addFeatures(group, FeatureColumns.VISUAL, row.visual());
        group.add(FeatureColumns.AUDIO_SHAPE, shape(stamp.size().audioShape(1)));
        group.add(FeatureColumns.VISUAL_SHAPE, shape(stamp.size().visualShape(1)));
        group.add(FeatureColumns.BUNDLE_ID, stamp.bundle());
        group.add(FeatureColumns.BUNDLE_CHECKSUM, stamp.checksum());
        group.add(FeatureColumns.PROTOCOL, "released");
        group.add(FeatureColumns.VERSION, stamp.schemaVersion());
        writer.write(group);
    }

    private static void addLabels(Group group, Labels labels) {
        if (labels.gender() != null) {
            group.add(FeatureColumns.GENDER, labels.gender().label());
        }
        if (labels.age() != null) {
            group.add(FeatureColumns.AGE, (double) labels.age());
        }
        if (labels.maskType() != null) {
            group.add(FeatureColumns.MASK_TYPE, labels.maskType().label());
        }
    }

    private static void addFeatures(Group group, String column, float @Nullable [] values) {
        if (values != null) {
            group.add(column, Binary.fromConstantByteArray(Half.bytes(values)));
        }
    }

    private static String shape(long[] batchShape) {
        return Arrays.stream(batchShape).skip(1).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
