package oragen.training.feature;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import oragen.label.Labels;
import oragen.network.FusionSize;
import oragen.onnx.Half;
import oragen.run.FeatureTable;
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
public final class FeatureWriter implements AutoCloseable {
    private final MessageType schema = FeatureColumns.schema();
    private final Stamp stamp;
    private final ParquetWriter<Group> writer;

    /** What is the same in all rows. */
    public record Stamp(String bundle, String checksum, FusionSize size, int schemaVersion) {}

    /**
     * A window.
     *
     * @param number of the window in its clip
     * @param audio [frames, width], null where nothing is heard; {@code visual} [slots, …], null without a face
     */
    public record Row(
            String clipId,
            @Nullable String corpus,
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
                .withRowGroupRowCountLimit(FeatureTable.ROW_GROUP)
                .build();
    }

    void write(Row row) throws IOException {
        Group group = new SimpleGroup(schema);
        group.add(FeatureTable.CLIP_ID, row.clipId());
        group.add(FeatureTable.PATH, row.clipId() + ".mp4");
        if (row.corpus() != null) {
            group.add(FeatureTable.CORPUS, row.corpus());
        }
        if (row.subset() != null) {
            group.add(FeatureTable.SUBSET, row.subset());
        }
        addLabels(group, row.labels());
        double start = 2.0 * row.number();
        group.add(FeatureTable.WINDOW_START, start);
        group.add(FeatureTable.WINDOW_END, start + FusionSize.SLOTS);
        group.add(FeatureTable.AUDIO_PRESENT, row.audio() != null);
        Group slots = group.addGroup(FeatureTable.SLOTS);
        for (int slot = 0; slot < FusionSize.SLOTS && row.visual() != null; slot++) {
            slots.addGroup(0).add(0, (int) start + slot);
        }
        addFeatures(group, FeatureTable.AUDIO, row.audio());
        addFeatures(group, FeatureTable.VISUAL, row.visual());
        group.add(FeatureTable.AUDIO_SHAPE, shape(stamp.size().audioShape(1)));
        group.add(FeatureTable.VISUAL_SHAPE, shape(stamp.size().visualShape(1)));
        group.add(FeatureTable.BUNDLE_ID, stamp.bundle());
        group.add(FeatureTable.BUNDLE_CHECKSUM, stamp.checksum());
        group.add(FeatureTable.PROTOCOL, "released");
        group.add(FeatureTable.VERSION, stamp.schemaVersion());
        writer.write(group);
    }

    private static void addLabels(Group group, Labels labels) {
        if (labels.gender() != null) {
            group.add(FeatureTable.GENDER, labels.gender().label());
        }
        if (labels.age() != null) {
            group.add(FeatureTable.AGE, (double) labels.age());
        }
        if (labels.maskType() != null) {
            group.add(FeatureTable.MASK_TYPE, labels.maskType().label());
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
