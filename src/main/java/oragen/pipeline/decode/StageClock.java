package oragen.pipeline.decode;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import oragen.media.DecodeReport;

/** Time spent by stage and pictures decoded, summed over threads. */
public final class StageClock {
    /** Stages of labelling, in the order of the data. */
    public enum Stage {
        DECODE,
        SPEECH,
        FACE,
        ENCODE,
        FUSION;

        /** The word of run records. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);
    private final LongAdder decodedPictures = new LongAdder();
    private final LongAdder wantedPictures = new LongAdder();

    public StageClock() {
        for (Stage stage : Stage.values()) {
            nanos.put(stage, new LongAdder());
        }
    }

    /** Adds the time since {@code beganNanos}, a value of {@link System#nanoTime()}. */
    public void add(Stage stage, long beganNanos) {
        LongAdder adder = nanos.get(stage);
        if (adder != null) {
            adder.add(System.nanoTime() - beganNanos);
        }
    }

    /** Adds the pictures of a file that was decoded. */
    void addPictures(DecodeReport report) {
        decodedPictures.add(report.decodedPictures());
        wantedPictures.add(report.wantedPictures());
    }

    /** Pictures that were decoded. */
    public long decodedPictures() {
        return decodedPictures.sum();
    }

    /** Pictures of those that a second shows. */
    public long wantedPictures() {
        return wantedPictures.sum();
    }

    public double seconds(Stage stage) {
        LongAdder adder = nanos.get(stage);
        return adder == null ? 0 : adder.sum() / 1e9;
    }

    /** Seconds by the stage's label. */
    public Map<String, Double> secondsByStage() {
        Map<String, Double> seconds = new TreeMap<>();
        for (Stage stage : Stage.values()) {
            seconds.put(stage.label(), seconds(stage));
        }
        return seconds;
    }
}
