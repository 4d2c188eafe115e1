package oragen.spark.label;

import java.util.Iterator;
import java.util.function.Supplier;
import oragen.bundle.BundleManifest;
import oragen.fusion.Modality;
import oragen.pipeline.LabelModels;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.WindowTable;
import oragen.run.Product;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** {@code label}: predictions, one row a clip, and their windows where these are wanted. */
record PredictionJob(WindowTable windowTable) implements ClipJob {
    private static final long serialVersionUID = 1L;

    @Override
    public Product product() {
        return Product.PREDICTIONS;
    }

    @Override
    public Modality modality(BundleManifest manifest, @Nullable Modality asked) {
        return Modality.served(manifest, asked);
    }

    @Override
    public TaskRows rows(
            Iterator<EncodedOutcome> outcomes, WaveMeters meters, LabelModels models, LabelSettings settings) {
        return new TaskRows(outcomes, meters, null);
    }

    @Override
    public void write(WaveTables tables, JavaRDD<Row> rows, LabelWave.Duplicates duplicates, WaveMeters meters) {
        tables.writePredictions(rows, duplicates, meters, windowTable);
    }

    @Override
    public @Nullable FeatureVolume volume(Supplier<FeatureVolume> estimate) {
        return null;
    }
}
