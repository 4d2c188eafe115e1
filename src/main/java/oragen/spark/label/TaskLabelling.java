package oragen.spark.label;

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
import oragen.pipeline.decode.StageClock;
import oragen.run.InFlightJournal;
import oragen.run.SlowClip;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What one attempt of a task labels, with its journal, clock and networks. Clips that were in hand when a JVM died are
 * tried alone, after the others; all closes when the task ends.
 */
final class TaskLabelling {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLabelling.class);

    /** Outcomes that one child may give before they are taken: of so many clips memory is no matter. */
    private static final int TOGETHER = 32;

    private final TaskContext task;
    private final LabelSettings settings;
    private final Configuration hadoop;
    private final Set<String> alone;
    private final JournalWatch watch;
    private final StageClock clock = new StageClock();
    private final LabelModels models;
    private final IsolatedLabelling isolation;
    private @Nullable ClipLabeller labeller;

    private TaskLabelling(
            TaskContext task,
            LabelSettings settings,
            SerializableConfiguration configuration,
            Set<String> alone,
            InFlightJournal journal) {
        this.task = task;
        this.settings = settings;
        this.hadoop = configuration.value();
        this.alone = alone;
        this.watch = new JournalWatch(journal, new ConcurrentHashMap<>(), new SlowClip.Slowest());
        this.models = ExecutorModels.of(settings, hadoop);
        this.isolation = new IsolatedLabelling(settings, configuration);
    }

    /** @param suspects keys of clips that a run before this one had in hand when it died */
    static TaskLabelling begin(
            LabelSettings settings,
            SerializableConfiguration configuration,
            LabelPartition.Journal journal,
            Set<String> suspects,
            WaveMeters meters) {
        TaskContext task = TaskContext.get();
        Set<String> alone = new TreeSet<>(suspects);
        if (task.attemptNumber() > 0) {
            alone.addAll(InFlightJournal.suspects(
                    journal.folder(), journal.prefix(task.partitionId()), configuration.value()));
        }
        InFlightJournal inFlight = journal.open(journal.prefix(task.partitionId()), task, configuration.value());
        TaskLabelling labelling = new TaskLabelling(task, settings, configuration, alone, inFlight);
        task.addTaskCompletionListener(context -> {
            labelling.close();
            labelling.watch.slowest().clips().forEach(meters.slow()::add);
            meters.count(labelling.clock);
        });
        return labelling;
    }

    LabelModels models() {
        return models;
    }

    /** Outcomes of clips, streaming; those before must have been taken. */
    Iterator<EncodedOutcome> outcomes(List<ClipShare> shares) {
        close();
        List<ClipShare> common = new ArrayList<>();
        Deque<ClipShare> isolated = new ArrayDeque<>();
        for (ClipShare share : shares) {
            boolean suspect = alone.contains(share.clip().identity().key())
                    || task.attemptNumber() >= InFlightJournal.ATTEMPTS_IN_COMMON;
            (suspect ? isolated : common).add(share);
        }
        LOG.atLevel(isolated.isEmpty() ? Level.DEBUG : Level.INFO)
                .log(
                        "task {} labels {} clips, {} of them in a separate JVM",
                        task.taskAttemptId(),
                        shares.size(),
                        isolated.size());
        ClipLabeller started = new ClipLabeller(
                common.iterator(),
                models,
                settings,
                DecodeAhead.decoder(TaskSettings.decoding(settings, hadoop), clock, watch),
                clock,
                watch);
        labeller = started;
        return new Outcomes(task, started, common, isolated, isolation);
    }

    private void close() {
        if (labeller != null) {
            labeller.close();
            labeller = null;
        }
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
        private final List<ClipShare> common;
        private final Deque<ClipShare> isolated;
        private final IsolatedLabelling isolation;
        private final Deque<EncodedOutcome> apart = new ArrayDeque<>();
        private boolean stuckTaken;

        Outcomes(
                TaskContext task,
                ClipLabeller labeller,
                List<ClipShare> common,
                Deque<ClipShare> isolated,
                IsolatedLabelling isolation) {
            this.task = task;
            this.labeller = labeller;
            this.common = common;
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
                List<Clip> stuck = labeller.stuck();
                common.stream().filter(share -> stuck.contains(share.clip())).forEach(isolated::add);
            }
            if (apart.isEmpty() && !isolated.isEmpty()) {
                List<ClipShare> next = new ArrayList<>();
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
                throw new NoSuchElementException("the clips are labelled");
            }
            return labeller.hasNext() ? OutcomeRowCodec.encode(labeller.next()) : apart.remove();
        }
    }
}
