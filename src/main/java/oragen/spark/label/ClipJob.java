package oragen.spark.label;

import java.io.Serializable;
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

/** What a run makes of its clips: everything in which {@code label} and {@code extract} differ. */
sealed interface ClipJob extends Serializable permits PredictionJob, FeatureJob {
    /** The word for it in records and tables. */
    Product product();

    /** What clips are looked at and listened to for; an error where the bundle cannot. */
    Modality modality(BundleManifest manifest, @Nullable Modality asked);

    /** The rows of a task, streaming. */
    TaskRows rows(Iterator<EncodedOutcome> outcomes, WaveMeters meters, LabelModels models, LabelSettings settings);

    /** Writes and publishes the tables of a wave from the rows of its tasks, which this computes. */
    void write(WaveTables tables, JavaRDD<Row> rows, LabelWave.Duplicates duplicates, WaveMeters meters);

    /** What will be written, where that is worth knowing beforehand; null where it is not. */
    @Nullable
    FeatureVolume volume(Supplier<FeatureVolume> estimate);
}
