package oragen.spark.label;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Counts finished clips from the heartbeats and ends of tasks. */
final class ProgressListener extends SparkListener {
    private final LabelProgress progress;
    private final long total;
    private final Map<Long, Long> clipsByTask = new HashMap<>();

    ProgressListener(LabelProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        for (var task : CollectionConverters.asJava(update.accumUpdates())) {
            note(((Number) task._1()).longValue(), CollectionConverters.asJava(task._4()));
        }
        report();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        note(end.taskInfo().taskId(), CollectionConverters.asJava(end.taskInfo().accumulables()));
        report();
    }

    private void note(long task, Iterable<AccumulableInfo> values) {
        for (AccumulableInfo value : values) {
            boolean counts = value.name().isDefined()
                    && WaveMeters.CLIPS.equals(value.name().get());
            if (counts && value.update().isDefined() && value.update().get() instanceof Number clips) {
                clipsByTask.merge(task, clips.longValue(), Math::max);
            }
        }
    }

    private void report() {
        long done = clipsByTask.values().stream().mapToLong(Long::longValue).sum();
        progress.advanced(Math.min(done, total), total);
    }
}
