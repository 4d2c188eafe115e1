package oragen.spark.label;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import oragen.bundle.BundleManifest;
import oragen.corpus.Clip;
import oragen.corpus.ClipIdentity;
import oragen.media.DecodeOptions;
import oragen.media.MediaException;
import oragen.media.MediaStream;
import oragen.media.WaveformPiece;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.ContainerReader;
import oragen.run.InFlightJournal;
import oragen.spark.clips.CellContents;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.ClipSelection;
import oragen.window.ClipWindows;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

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
     * Some of the clips of the first wave. Of tables the first, which lie in few files.
     *
     * @param alone keys of clips that killed a JVM, and are not opened
     */
    static List<Clip> sample(List<Clip> clips, ClipSelection selection, Set<String> alone) {
        List<Clip> sample = new ArrayList<>();
        int step = selection.columns() == null ? Math.max(1, clips.size() / SAMPLE) : 1;
        for (int i = 0; i < clips.size() && sample.size() < SAMPLE; i += step) {
            if (!alone.contains(clips.get(i).identity().key())) {
                sample.add(clips.get(i));
            }
        }
        return sample;
    }

    /** What is opened of a sample: rows of {@link ClipRowCodec}, with the content that comes with a row of a table. */
    static JavaRDD<Tuple2<Row, byte @Nullable []>> opened(
            SparkSession spark, ClipSelection selection, List<Clip> sample) {
        HashMap<String, Row> rows = new HashMap<>();
        sample.forEach(clip -> rows.put(clip.identity().key(), ClipRowCodec.encode(clip)));
        if (selection.columns() != null) {
            return CellContents.of(spark, selection, sample)
                    .filter(cell -> cell._2() != null)
                    .map(cell -> new Tuple2<>(rows.get(cell._1()), cell._2()));
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return context.parallelize(
                        List.copyOf(rows.values()), Math.max(1, Math.min(rows.size(), context.defaultParallelism())))
                .map(row -> new Tuple2<>(row, null));
    }

    /**
     * @param total clips of all waves
     * @param journal where clips in hand are noted; null where nothing may be written
     */
    static FeatureVolume of(
            JavaRDD<Tuple2<Row, byte @Nullable []>> opened,
            long total,
            Encoding encoding,
            LabelPartition.@Nullable Journal journal) {
        long windowBytes = FeatureRowCodec.windowBytes(encoding.manifest(), encoding.settings());
        List<Double> seconds = opened.mapPartitions(new DeclaredSeconds(
                        new SerializableConfiguration(opened.context().hadoopConfiguration()), journal))
                .collect();
        double windows = seconds.stream()
                .mapToInt(length -> windows(length, encoding.manifest().windows()))
                .average()
                .orElse(0);
        int views = encoding.settings().occlusions().size();
        return new FeatureVolume(Math.round(windows * total) * views, windowBytes, seconds.size());
    }

    /** What decides how large a window is. */
    record Encoding(BundleManifest manifest, LabelSettings settings) {}

    /** Windows of a clip that is as long as declared; an undeclared length counts as one window. */
    private static int windows(double seconds, BundleManifest.Windows rules) {
        return Math.max(1, ClipWindows.count(Math.round(seconds * WaveformPiece.SAMPLE_RATE), rules));
    }

    /** A task: opens containers, and gives the seconds that they declare; 0 where they do not, or cannot be opened. */
    private record DeclaredSeconds(SerializableConfiguration configuration, LabelPartition.@Nullable Journal journal)
            implements FlatMapFunction<java.util.Iterator<Tuple2<Row, byte @Nullable []>>, Double>, Serializable {
        @Override
        public java.util.Iterator<Double> call(java.util.Iterator<Tuple2<Row, byte @Nullable []>> rows) {
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
                    Tuple2<Row, byte @Nullable []> row = rows.next();
                    Clip clip = ClipRowCodec.decode(row._1());
                    if (inFlight != null) {
                        inFlight.begin(clip.identity().key());
                    }
                    seconds.add(declared(new ClipShare(clip, null, null, row._2()), containers));
                    if (inFlight != null) {
                        inFlight.end(clip.identity().key());
                    }
                }
            }
            return seconds.iterator();
        }

        private static double declared(ClipShare share, ContainerReader containers) {
            ClipIdentity identity = share.clip().identity();
            DecodeOptions part = DecodeOptions.of(null, identity.startSecond(), identity.endSecond(), null);
            try (MediaStream stream = containers.open(share, part)) {
                return Math.max(0, stream.report().declaredSeconds());
            } catch (MediaException e) {
                return 0;
            }
        }
    }
}
