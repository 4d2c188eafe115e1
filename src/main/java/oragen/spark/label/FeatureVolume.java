package oragen.spark.label;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oragen.bundle.BundleManifest;
import oragen.corpus.Clip;
import oragen.media.DecodeOptions;
import oragen.media.MediaException;
import oragen.media.MediaStream;
import oragen.media.WaveformPiece;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ContainerReader;
import oragen.run.InFlightJournal;
import oragen.spark.clips.ClipRowCodec;
import oragen.window.ClipWindows;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What {@code extract} will write, reckoned from what the containers of some clips declare; nothing is decoded.
 *
 * @param windows of all clips, about
 * @param windowBytes of one window that is heard and seen, before compression
 * @param sampledClips that were opened for it
 */
public record FeatureVolume(long windows, long windowBytes, int sampledClips) {
    /** So many durations tell the mean of a corpus within a few percent. */
    private static final int SAMPLE = 200;

    /** Bytes of all features; less where a window is not heard or not seen, or where compression helps. */
    public long bytes() {
        return windows * windowBytes;
    }

    /**
     * @param clips of the first wave
     * @param total clips of all waves
     * @param journal where clips in hand are noted; null where nothing may be written
     * @param alone keys of clips that killed a JVM, and are not opened
     */
    static FeatureVolume of(
            JavaSparkContext spark,
            List<Clip> clips,
            long total,
            Encoding encoding,
            LabelPartition.@Nullable Journal journal,
            Set<String> alone) {
        List<Row> sample = new ArrayList<>();
        int step = Math.max(1, clips.size() / SAMPLE);
        for (int i = 0; i < clips.size() && sample.size() < SAMPLE; i += step) {
            if (!alone.contains(clips.get(i).identity().key())) {
                sample.add(ClipRowCodec.encode(clips.get(i)));
            }
        }
        long windowBytes = FeatureRowCodec.windowBytes(encoding.manifest(), encoding.settings());
        if (sample.isEmpty()) {
            return new FeatureVolume(0, windowBytes, 0);
        }
        List<Double> seconds = spark.parallelize(sample, Math.min(sample.size(), spark.defaultParallelism()))
                .mapPartitions(new DeclaredSeconds(new SerializableConfiguration(spark.hadoopConfiguration()), journal))
                .collect();
        double windows = seconds.stream()
                .mapToInt(length -> windows(length, encoding.manifest().windows()))
                .average()
                .orElse(0);
        int views = encoding.settings().occlusions().size();
        return new FeatureVolume(Math.round(windows * total) * views, windowBytes, sample.size());
    }

    /** What decides how large a window is. */
    record Encoding(BundleManifest manifest, LabelSettings settings) {}

    /** Windows of a clip that is as long as declared; an undeclared length counts as one window. */
    private static int windows(double seconds, BundleManifest.Windows rules) {
        return Math.max(1, ClipWindows.count(Math.round(seconds * WaveformPiece.SAMPLE_RATE), rules));
    }

    /** A task: opens containers, and gives the seconds that they declare; 0 where they do not, or cannot be opened. */
    private record DeclaredSeconds(SerializableConfiguration configuration, LabelPartition.@Nullable Journal journal)
            implements FlatMapFunction<java.util.Iterator<Row>, Double>, Serializable {
        @Override
        public java.util.Iterator<Double> call(java.util.Iterator<Row> rows) {
            TaskContext task = TaskContext.get();
            List<Double> seconds = new ArrayList<>();
            if (task.attemptNumber() >= InFlightJournal.ATTEMPTS_IN_COMMON) {
                return seconds.iterator();
            }
            Configuration hadoop = configuration.value();
            InFlightJournal inFlight =
                    journal == null ? null : journal.open("volume" + task.partitionId() + "-", task, hadoop);
            try (ContainerReader containers = new ContainerReader(hadoop)) {
                while (rows.hasNext()) {
                    Clip clip = ClipRowCodec.decode(rows.next());
                    if (inFlight != null) {
                        inFlight.begin(clip.identity().key());
                    }
                    seconds.add(declared(clip, containers));
                    if (inFlight != null) {
                        inFlight.end(clip.identity().key());
                    }
                }
            }
            return seconds.iterator();
        }

        private static double declared(Clip clip, ContainerReader containers) {
            DecodeOptions part = DecodeOptions.of(
                    null, clip.identity().startSecond(), clip.identity().endSecond(), null);
            try (MediaStream stream = containers.open(clip, part)) {
                return Math.max(0, stream.report().declaredSeconds());
            } catch (MediaException e) {
                return 0;
            }
        }
    }
}
