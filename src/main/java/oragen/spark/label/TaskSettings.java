package oragen.spark.label;

import java.util.List;
import oragen.bundle.ModelBundle;
import oragen.bundle.NetworkPrecision;
import oragen.media.MediaStream;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.Occlusion;
import oragen.pipeline.WindowTable;
import oragen.pipeline.decode.DecodeSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkContext;

/** What was asked for, and the cluster at hand → what its tasks must know. */
public final class TaskSettings {
    private TaskSettings() {}

    static LabelSettings of(LabelRequest request, ModelBundle bundle, NetworkPrecision precision, SparkContext spark) {
        LabelMethod method = request.method();
        LabelExecution execution = request.execution();
        return new LabelSettings(
                method.bundle(),
                bundle.checksum(),
                method.modality(bundle.manifest()),
                method.protocol(),
                method.faceChoice(),
                execution.device(),
                precision,
                method.decoder(),
                method.rawAudio(),
                threadsPerModel(spark),
                execution.clipTimeLimitSeconds(),
                method.job().product(),
                occlusions(method),
                method.job() instanceof PredictionJob predictions ? predictions.windowTable() : WindowTable.OMITTED);
    }

    private static List<Occlusion> occlusions(LabelMethod method) {
        List<Occlusion> occlusions =
                method.occlusions().stream().map(Occlusion::new).toList();
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

    /** How the calling task opens its clips; fails where a GPU is to decode them and cannot. */
    public static DecodeSettings decoding(LabelSettings settings, Configuration configuration) {
        Integer gpu = switch (settings.decoder()) {
            case CPU -> null;
            case GPU -> ExecutorModels.decodingGpu(settings);
        };
        if (gpu != null) {
            MediaStream.requireGpu(gpu);
        }
        return new DecodeSettings(configuration, settings.rawAudio(), gpu, settings.clipTimeLimitSeconds());
    }
}
