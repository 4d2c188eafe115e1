package oragen.spark.label;

import java.util.Iterator;
import java.util.function.Supplier;
import oragen.bundle.BundleManifest;
import oragen.fusion.Modality;
import oragen.pipeline.LabelModels;
import oragen.pipeline.LabelSettings;
import oragen.run.Product;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** {@code extract}: features, one row a window. */
record FeatureJob() implements ClipJob {
    private static final long serialVersionUID = 1L;

    @Override
    public Product product() {
        return Product.FEATURES;
    }

    @Override
    public Modality modality(BundleManifest manifest, @Nullable Modality asked) {
        return Modality.encoded(manifest, asked);
    }

    @Override
    public TaskRows rows(
            Iterator<EncodedOutcome> outcomes, WaveMeters meters, LabelModels models, LabelSettings settings) {
        return new TaskRows(outcomes, meters, new FeatureRowCodec(models.manifest(), settings));
    }

    @Override
    public void write(WaveTables tables, JavaRDD<Row> rows, LabelWave.Duplicates duplicates, WaveMeters meters) {
        tables.writeFeatures(rows, duplicates, meters);
    }

    @Override
    public FeatureVolume volume(Supplier<FeatureVolume> estimate) {
        return estimate.get();
    }
}
