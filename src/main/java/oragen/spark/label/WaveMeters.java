package oragen.spark.label;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import oragen.pipeline.decode.StageClock;
import oragen.run.SlowClip;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * What a wave is measured by; Spark's pages show each by its name.
 *
 * @param clips with an outcome
 * @param windows predicted
 * @param rows of predictions and rejects, of which a clip has one for each occlusion
 * @param rejects clips without a prediction
 * @param decodedSeconds of the predicted clips' media
 * @param decodedPictures of all files that were decoded to their end
 * @param wantedPictures of those pictures
 * @param rejected outcomes of the rejected clips, where the rows of a task are windows
 * @param slow the slowest clips of each task
 * @param stageSeconds thread time
 */
record WaveMeters(
        LongAccumulator clips,
        LongAccumulator windows,
        LongAccumulator rows,
        LongAccumulator rejects,
        DoubleAccumulator decodedSeconds,
        LongAccumulator decodedPictures,
        LongAccumulator wantedPictures,
        CollectionAccumulator<Row> rejected,
        CollectionAccumulator<SlowClip> slow,
        Map<StageClock.Stage, DoubleAccumulator> stageSeconds)
        implements Serializable {
    static final String CLIPS = "oragen.clips";

    static WaveMeters of(SparkContext spark) {
        Map<StageClock.Stage, DoubleAccumulator> seconds = new EnumMap<>(StageClock.Stage.class);
        for (StageClock.Stage stage : StageClock.Stage.values()) {
            seconds.put(stage, spark.doubleAccumulator("oragen.seconds." + stage.label()));
        }
        return new WaveMeters(
                spark.longAccumulator(CLIPS),
                spark.longAccumulator("oragen.windows"),
                spark.longAccumulator("oragen.rows"),
                spark.longAccumulator("oragen.rejects"),
                spark.doubleAccumulator("oragen.decoded_seconds"),
                spark.longAccumulator("oragen.decoded_pictures"),
                spark.longAccumulator("oragen.wanted_pictures"),
                spark.collectionAccumulator("oragen.rejected"),
                spark.collectionAccumulator("oragen.slow"),
                seconds);
    }

    void count(EncodedOutcome outcome) {
        clips.add(1);
        rows.add(outcome.rows().size());
        rejects.add(outcome.isRejected() ? 1 : 0);
        windows.add(outcome.windows());
        decodedSeconds.add(outcome.mediaSeconds());
    }

    void count(StageClock clock) {
        stageSeconds.forEach((stage, accumulator) -> accumulator.add(clock.seconds(stage)));
        decodedPictures.add(clock.decodedPictures());
        wantedPictures.add(clock.wantedPictures());
    }

    /** Thread time by the stage's label, added to that of earlier waves. */
    Map<String, Double> stageSeconds(Map<String, Double> earlier) {
        Map<String, Double> total = new TreeMap<>(earlier);
        stageSeconds.forEach((stage, value) -> total.merge(stage.label(), value.value(), Double::sum));
        return total;
    }
}
