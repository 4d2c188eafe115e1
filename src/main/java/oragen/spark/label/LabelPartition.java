package oragen.spark.label;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.corpus.Clip;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.SeenPictures;
import oragen.run.InFlightJournal;
import oragen.spark.clips.ClipRowCodec;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskFailureListener;

/**
 * One task: rows of clips in, rows of the product out, streaming.
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
        List<ClipShare> shares = partitions.next().stream()
                .map(row -> share(ClipRowCodec.decode(row)))
                .toList();
        TaskLabelling labelling = begin();
        return rows(labelling, labelling.outcomes(shares));
    }

    TaskLabelling begin() {
        return TaskLabelling.begin(settings, configuration, journal, suspects, meters);
    }

    /** Rows of the product, which the task closes at its end. */
    Iterator<Row> rows(TaskLabelling labelling, Iterator<EncodedOutcome> outcomes) {
        TaskRows rows = job.rows(outcomes, meters, labelling.models(), settings);
        TaskContext.get().addTaskCompletionListener(context -> {
            rows.close();
        });
        return rows;
    }

    private ClipShare share(Clip clip) {
        return new ClipShare(clip, null, seen.get(clip.identity().key()), null);
    }
}
