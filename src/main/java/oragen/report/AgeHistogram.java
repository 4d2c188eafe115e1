package oragen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.report.RunContent.AgeCell;

/** Clips by true and by predicted age, in bands of {@link #YEARS} years without a hole between them. */
record AgeHistogram(List<Band> bands) {
    static final int YEARS = 5;

    /** @param low first year of the band */
    record Band(int low, long truths, long predictions) {}

    static AgeHistogram of(List<AgeCell> cells) {
        TreeMap<Integer, Long> truths = new TreeMap<>();
        TreeMap<Integer, Long> predictions = new TreeMap<>();
        for (AgeCell cell : cells) {
            truths.merge(low(cell.truth()), cell.clips(), Long::sum);
            predictions.merge(low(cell.prediction()), cell.clips(), Long::sum);
        }
        List<Band> bands = new ArrayList<>();
        if (!cells.isEmpty()) {
            int last = Math.max(truths.lastKey(), predictions.lastKey());
            for (int low = Math.min(truths.firstKey(), predictions.firstKey()); low <= last; low += YEARS) {
                bands.add(new Band(low, at(truths, low), at(predictions, low)));
            }
        }
        return new AgeHistogram(bands);
    }

    private static int low(int age) {
        return Math.floorDiv(age, YEARS) * YEARS;
    }

    private static long at(Map<Integer, Long> clips, int low) {
        return clips.getOrDefault(low, 0L);
    }
}
