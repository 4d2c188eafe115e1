package oragen.spark.label;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import oragen.corpus.Clip;
import oragen.media.DecodeReport;
import oragen.media.PicturePart;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.PartViewer;
import oragen.pipeline.decode.SeenPictures;
import oragen.pipeline.decode.StageClock;
import oragen.run.InFlightJournal;
import oragen.spark.clips.ClipRowCodec;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long files of a wave: their pictures are looked at in parallel, part by part, before their sound is heard in one pass
 * among the short clips. One after the other, as a task that waits for others may wait for ever. A part that cannot be
 * looked at leaves its clip whole, so that its outcome is that of any clip.
 *
 * @param clips the long ones
 * @param partCounts parts of each
 */
record LongFiles(List<Clip> clips, List<Integer> partCounts) {
    private static final Logger LOG = LoggerFactory.getLogger(LongFiles.class);

    /** Parts for each core, so that slow ones even out. */
    private static final int PARTS_A_CORE = 4;

    /** Smaller parts cost more in opening the file than they gain. */
    private static final long SMALLEST_PART_BYTES = 8_000_000;

    /** One part of one clip. */
    private record PartTask(Row clip, PicturePart part, String folder) implements Serializable {}

    /** @param report null where the part could not be looked at */
    private record PartResult(String key, @Nullable DecodeReport report) implements Serializable {}

    /**
     * Files that would keep one core busy for more than half of what the wave takes.
     *
     * @param splitBytes smaller files are never split
     * @param alone keys of clips that killed a JVM, and are left whole
     */
    static LongFiles of(List<Clip> clips, int cores, long splitBytes, Set<String> alone) {
        long coreBytes = clips.stream().mapToLong(clip -> clip.file().bytes()).sum() / cores;
        List<Clip> split = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Clip clip : clips) {
            long bytes = clip.file().bytes();
            boolean whole = clip.file().frames() != null
                    || !clip.file().isSeekable()
                    || alone.contains(clip.identity().key());
            if (cores > 1 && !whole && bytes >= splitBytes && bytes > coreBytes / 2) {
                long parts = (bytes * PARTS_A_CORE + coreBytes - 1) / Math.max(1, coreBytes);
                split.add(clip);
                counts.add((int) Math.max(2, Math.min(parts, bytes / SMALLEST_PART_BYTES)));
            }
        }
        return new LongFiles(split, counts);
    }

    /**
     * What the tasks have in common.
     *
     * @param staging folder for what is seen
     */
    record Look(LabelPartition.Journal journal, WaveMeters meters, String staging) implements Serializable {}

    /** What was seen of each file, by the clip's key. */
    Map<String, SeenPictures> see(JavaSparkContext spark, LabelSettings settings, Look look) {
        List<PartTask> tasks = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            Row row = ClipRowCodec.encode(clips.get(i));
            int count = partCounts.get(i);
            String folder = look.staging() + "/clip-" + i;
            IntStream.range(0, count)
                    .forEach(part -> tasks.add(new PartTask(row, new PicturePart(part, count), folder)));
        }
        if (tasks.isEmpty()) {
            return Map.of();
        }
        LOG.info("decoding the pictures of {} long files in {} parts", clips.size(), tasks.size());
        SerializableConfiguration configuration = new SerializableConfiguration(spark.hadoopConfiguration());
        List<PartResult> results = spark.parallelize(tasks, tasks.size())
                .mapPartitions(new ViewParts(settings, configuration, look))
                .collect();
        Map<String, SeenPictures> seen = new HashMap<>();
        for (int i = 0; i < clips.size(); i++) {
            String folder = look.staging() + "/clip-" + i;
            String key = clips.get(i).identity().key();
            List<DecodeReport> reports = reports(results, key);
            Optional<DecodeReport> all = reports.stream().reduce(DecodeReport::with);
            if (all.isPresent()
                    && all.get().durationSeconds() > 0
                    && !all.get().warnings().contains(DecodeReport.TIMESTAMP_JUMPS)
                    && reports.size() == partCounts.get(i)) {
                seen.put(key, new SeenPictures(folder, reports.size(), all.get()));
            } else {
                LOG.info(
                        "not splitting clip {}: its timestamps jump, or a part cannot be decoded",
                        clips.get(i).clipId());
            }
        }
        return seen;
    }

    private static List<DecodeReport> reports(List<PartResult> results, String key) {
        List<DecodeReport> reports = new ArrayList<>();
        for (PartResult result : results) {
            if (result.key().equals(key) && result.report() != null) {
                reports.add(result.report());
            }
        }
        return reports;
    }

    /** A task of one part. */
    private record ViewParts(LabelSettings settings, SerializableConfiguration configuration, Look look)
            implements FlatMapFunction<Iterator<PartTask>, PartResult> {
        @Override
        public Iterator<PartResult> call(Iterator<PartTask> tasks) throws IOException {
            if (!tasks.hasNext()) {
                return java.util.Collections.emptyIterator();
            }
            PartTask task = tasks.next();
            TaskContext context = TaskContext.get();
            Clip clip = ClipRowCodec.decode(task.clip());
            String key = clip.identity().key();
            if (context.attemptNumber() >= InFlightJournal.ATTEMPTS_IN_COMMON) {
                return List.of(new PartResult(key, null)).iterator();
            }
            Configuration hadoop = configuration.value();
            LabelPartition.Journal journal = look.journal();
            journal.open(journal.partPrefix(context.partitionId()), context, hadoop)
                    .begin(key);
            StageClock clock = new StageClock();
            Optional<DecodeReport> report = new PartViewer(
                            ExecutorModels.of(settings, hadoop),
                            settings,
                            TaskSettings.decoding(settings, hadoop),
                            clock)
                    .view(
                            clip,
                            task.part(),
                            SeenPictures.file(task.folder(), task.part().index()),
                            context.taskAttemptId());
            look.meters().count(clock);
            return List.of(new PartResult(key, report.orElse(null))).iterator();
        }
    }
}
