package oragen.spark;

import java.io.Serializable;
import java.util.List;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.media.RawAudio;
import oragen.onnx.BundleManifest;
import oragen.onnx.DevicePreference;
import oragen.onnx.ModelBundle;
import oragen.window.Protocol;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * What a task must know to label clips.
 *
 * @param occlusions ways in which faces are looked at, at least one
 * @param bundleLocation folder on a Hadoop file system; null for the embedded bundle
 * @param modality that the bundle serves
 * @param bundleChecksum of the bundle that the driver has seen; executors refuse any other
 * @param clipTimeLimitSeconds a decoder that gives nothing for so long is stuck
 * @param threadsPerModel ONNX Runtime threads for one call, so that tasks × threads fill the cores once
 */
record LabelSettings(
        @Nullable String bundleLocation,
        String bundleChecksum,
        Modality modality,
        Protocol protocol,
        FaceChoice faceChoice,
        DevicePreference device,
        @Nullable RawAudio rawAudio,
        int threadsPerModel,
        int clipTimeLimitSeconds,
        Product product,
        List<Occlusion> occlusions)
        implements Serializable {
    static LabelSettings of(LabelOptions options, ModelBundle bundle, SparkContext spark) {
        return new LabelSettings(
                options.bundle(),
                bundle.checksum(),
                modality(options, bundle.manifest()),
                options.protocol(),
                options.faceChoice(),
                options.device(),
                options.rawAudio(),
                threadsPerModel(spark),
                options.clipTimeLimitSeconds(),
                options.product(),
                occlusions(options));
    }

    /** What is predicted from, or encoded. */
    static Modality modality(LabelOptions options, BundleManifest manifest) {
        return switch (options.product()) {
            case PREDICTIONS -> Modality.served(manifest, options.modality());
            case FEATURES -> Modality.encoded(manifest, options.modality());
        };
    }

    private static List<Occlusion> occlusions(LabelOptions options) {
        List<Occlusion> occlusions =
                options.occlusions().stream().map(Occlusion::new).toList();
        return occlusions.isEmpty() ? List.of(Occlusion.NONE) : occlusions;
    }

    private static int threadsPerModel(SparkContext spark) {
        int cores = Runtime.getRuntime().availableProcessors();
        int tasks = spark.isLocal()
                ? spark.defaultParallelism()
                : spark.getConf().getInt("spark.executor.cores", cores)
                        / spark.getConf().getInt("spark.task.cpus", 1);
        return Math.max(1, cores / Math.max(1, tasks));
    }
}
