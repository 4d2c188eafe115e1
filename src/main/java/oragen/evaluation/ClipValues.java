package oragen.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What single clips of a slice are judged by where sums do not tell: probabilities and age errors, with their speakers. */
public final class ClipValues {
    private static final int FIRST_SIZE = 64;

    private final Map<Long, Integer> numbers = new HashMap<>();
    private boolean[] speakers = new boolean[FIRST_SIZE];
    private int[] units = new int[FIRST_SIZE];
    private byte[] positives = new byte[FIRST_SIZE];
    private double[] values = new double[FIRST_SIZE];
    private int size;

    /**
     * Adds a clip.
     *
     * @param unit tells speakers apart
     * @param speaker whether it is a speaker, and not a group of clips of unknown speakers
     * @param positive whether the clip is of the class whose probability {@code value} is
     */
    public void add(long unit, boolean speaker, boolean positive, double value) {
        if (size == units.length) {
            units = Arrays.copyOf(units, 2 * size);
            positives = Arrays.copyOf(positives, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        Integer known = numbers.get(unit);
        int number = known == null ? numbers.size() : known;
        if (known == null) {
            numbers.put(unit, number);
            if (number == speakers.length) {
                speakers = Arrays.copyOf(speakers, 2 * number);
            }
            speakers[number] = speaker;
        }
        units[size] = number;
        positives[size] = (byte) (positive ? 1 : 0);
        values[size++] = value;
    }

    public int clips() {
        return size;
    }

    int units() {
        return numbers.size();
    }

    boolean isSpeaker(int unit) {
        return speakers[unit];
    }

    int unit(int clip) {
        return units[clip];
    }

    boolean isPositive(int clip) {
        return positives[clip] == 1;
    }

    double value(int clip) {
        return values[clip];
    }

    /** Clips of each unit: all, or those of one class. */
    double[] counts(ClipClass which) {
        double[] counts = new double[units()];
        for (int clip = 0; clip < size; clip++) {
            if (which == ClipClass.ANY || (which == ClipClass.POSITIVE) == isPositive(clip)) {
                counts[units[clip]]++;
            }
        }
        return counts;
    }

    enum ClipClass {
        ANY,
        POSITIVE,
        NEGATIVE
    }

    /** Clips by ascending value, equal ones together. Costs two sorts. */
    Ranking ranking() {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        long[] packed = new long[size];
        for (int clip = 0; clip < size; clip++) {
            packed[clip] = ((long) lowest(sorted, values[clip]) << 32) | clip;
        }
        Arrays.sort(packed);
        int[] ofUnit = new int[size];
        double[] positive = new double[size];
        boolean[] last = new boolean[size];
        for (int rank = 0; rank < size; rank++) {
            int clip = (int) packed[rank];
            ofUnit[rank] = units[clip];
            positive[rank] = positives[clip];
            last[rank] = rank == size - 1 || sorted[rank] != sorted[rank + 1];
        }
        return new Ranking(ofUnit, positive, last, sorted);
    }

    private static int lowest(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
