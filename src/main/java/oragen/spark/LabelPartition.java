package oragen.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** One task: rows of clips in, rows of outcomes out, streaming. */
record LabelPartition(
        LabelSettings settings,
        SerializableConfiguration configuration,
        LongAccumulator clips,
        Map<StageClock.Stage, DoubleAccumulator> stageSeconds)
        implements FlatMapFunction<Iterator<List<Row>>, Row>, Serializable {
    @Override
    public Iterator<Row> call(Iterator<List<Row>> partitions) {
        if (!partitions.hasNext()) {
            return java.util.Collections.emptyIterator();
        }
        Configuration hadoop = configuration.value();
        StageClock clock = new StageClock();
        ClipLabeller labeller = new ClipLabeller(
                partitions.next().stream().map(ClipRowCodec::decode).iterator(),
                ExecutorModels.of(settings, hadoop),
                settings,
                hadoop,
                clock);
        TaskContext.get().addTaskCompletionListener(context -> {
            labeller.close();
            stageSeconds.forEach((stage, accumulator) -> accumulator.add(clock.seconds(stage)));
        });
        return new OutcomeRows(labeller, clips);
    }

    private static final class OutcomeRows implements Iterator<Row> {
        private final ClipLabeller labeller;
        private final LongAccumulator clips;

        OutcomeRows(ClipLabeller labeller, LongAccumulator clips) {
            this.labeller = labeller;
            this.clips = clips;
        }

        @Override
        public boolean hasNext() {
            return labeller.hasNext();
        }

        @Override
        public Row next() {
            if (!labeller.hasNext()) {
                throw new NoSuchElementException("the partition is labelled");
            }
            clips.add(1);
            return OutcomeRowCodec.encode(labeller.next());
        }
    }
}
