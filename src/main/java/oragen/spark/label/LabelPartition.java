package oragen.spark.label;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import oragen.corpus.Clip;
import oragen.pipeline.ClipLabeller;
import oragen.pipeline.LabelModels;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeAhead;
import oragen.pipeline.decode.LabelWatch;
import oragen.pipeline.decode.SeenPictures;
import oragen.pipeline.decode.StageClock;
import oragen.run.InFlightJournal;
import oragen.run.SlowClip;
import oragen.spark.clips.ClipRowCodec;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskFailureListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task: rows of clips in, rows of the product out, streaming. Clips that were in hand when a JVM died are tried alone,
 * after the others.
 *
 * @param journal where the task notes what it has in hand
 * @param suspects keys of clips that a run before this one had in hand when it died
 * @param seen what was seen of long files, by the clip's key
 */
record LabelPartition(
        ClipJob job,
        LabelSettings settings,
        SerializableConfiguration configuration,
        Journal journal,
        Set<String> suspects,
        Map<String, SeenPictures> seen,
        WaveMeters meters)
        implements FlatMapFunction<Iterator<List<Row>>, Row>, Serializable {
    private static final Logger LOG = LoggerFactory.getLogger(LabelPartition.class);

    /** Outcomes that one child may give before they are taken: of so many clips memory is no matter. */
    private static final int TOGETHER = 32;

    /** @param name tells the journals of one wave, or scan, from those of another */
    record Journal(String folder, String name) implements Serializable {
        static Journal ofWave(String folder, int wave) {
            return new Journal(folder, "wave" + wave);
        }

        /** Of tasks that look at a part of a long file. */
        String partPrefix(int partition) {
            return name + "-look" + partition + "-";
        }

        String prefix(int partition) {
            return name + "-partition" + partition + "-";
        }

        /** A journal of a task attempt, closed when that ends. */
        InFlightJournal open(String prefix, TaskContext task, Configuration configuration) {
            InFlightJournal inFlight = new InFlightJournal(folder, prefix + task.taskAttemptId(), configuration);
            TaskFailureListener failure = (context, error) -> inFlight.taskFailed(error);
            task.addTaskFailureListener(failure);
            task.addTaskCompletionListener(context -> {
                inFlight.close();
            });
            return inFlight;
        }
    }

    @Override
    public Iterator<Row> call(Iterator<List<Row>> partitions) {
        if (!partitions.hasNext()) {
            return java.util.Collections.emptyIterator();
        }
        TaskContext task = TaskContext.get();
        Configuration hadoop = configuration.value();
        Set<String> alone = new TreeSet<>(suspects);
        if (task.attemptNumber() > 0) {
            alone.addAll(InFlightJournal.suspects(journal.folder(), journal.prefix(task.partitionId()), hadoop));
        }
        List<Clip> common = new ArrayList<>();
        Deque<Clip> isolated = new ArrayDeque<>();
        for (Row row : partitions.next()) {
            Clip clip = ClipRowCodec.decode(row);
            boolean suspect =
                    alone.contains(clip.identity().key()) || task.attemptNumber() >= InFlightJournal.ATTEMPTS_IN_COMMON;
            (suspect ? isolated : common).add(clip);
        }
        LOG.info(
                "task {} labels a partition of {} clips, {} of them in a separate JVM",
                task.taskAttemptId(),
                common.size() + isolated.size(),
                isolated.size());
        InFlightJournal inFlight = journal.open(journal.prefix(task.partitionId()), task, hadoop);
        StageClock clock = new StageClock();
        JournalWatch watch = new JournalWatch(inFlight, new ConcurrentHashMap<>(), new SlowClip.Slowest());
        LabelModels models = ExecutorModels.of(settings, hadoop);
        ClipLabeller labeller = new ClipLabeller(
                common.stream().map(this::share).iterator(),
                models,
                settings,
                DecodeAhead.decoder(TaskSettings.decoding(settings, hadoop), clock, watch),
                clock,
                watch);
        Outcomes outcomes = new Outcomes(task, labeller, isolated, new IsolatedLabelling(settings, configuration));
        TaskRows rows = job.rows(outcomes, meters, models, settings);
        task.addTaskCompletionListener(context -> {
            rows.close();
            labeller.close();
            watch.slowest().clips().forEach(meters.slow()::add);
            meters.count(clock);
        });
        return rows;
    }

    private ClipShare share(Clip clip) {
        return new ClipShare(clip, null, seen.get(clip.identity().key()));
    }

    private record JournalWatch(InFlightJournal journal, Map<String, Long> begun, SlowClip.Slowest slowest)
            implements LabelWatch {
        @Override
        public void begins(Clip clip) {
            begun.put(clip.identity().key(), System.nanoTime());
            journal.begin(clip.identity().key());
        }

        @Override
        public void advances() {
            // only beginnings and ends are noted
        }

        @Override
        public void ends(Clip clip) {
            journal.end(clip.identity().key());
            Long began = begun.remove(clip.identity().key());
            if (began != null) {
                slowest.add(new SlowClip(clip.clipId(), (System.nanoTime() - began) / 1e9));
            }
        }
    }

    /** Outcomes of the clips in common, then of those apart. */
    private static final class Outcomes implements Iterator<EncodedOutcome> {
        private final TaskContext task;
        private final ClipLabeller labeller;
        private final Deque<Clip> isolated;
        private final IsolatedLabelling isolation;
        private final Deque<EncodedOutcome> apart = new ArrayDeque<>();
        private boolean stuckTaken;

        Outcomes(TaskContext task, ClipLabeller labeller, Deque<Clip> isolated, IsolatedLabelling isolation) {
            this.task = task;
            this.labeller = labeller;
            this.isolated = isolated;
            this.isolation = isolation;
        }

        @Override
        public boolean hasNext() {
            if (task.isInterrupted()) {
                throw new TaskKilledException();
            }
            if (labeller.hasNext()) {
                return true;
            }
            if (!stuckTaken) {
                stuckTaken = true;
                isolated.addAll(labeller.stuck());
            }
            if (apart.isEmpty() && !isolated.isEmpty()) {
                List<Clip> next = new ArrayList<>();
                while (!isolated.isEmpty() && next.size() < TOGETHER) {
                    next.add(isolated.remove());
                }
                apart.addAll(isolation.label(next));
            }
            return !apart.isEmpty();
        }

        @Override
        public EncodedOutcome next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the partition is labelled");
            }
            return labeller.hasNext() ? OutcomeRowCodec.encode(labeller.next()) : apart.remove();
        }
    }
}
