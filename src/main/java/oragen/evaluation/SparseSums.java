package oragen.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import oragen.label.Task;

/** The sums of a task that are not 0: most cells of a confusion matrix are. Arrays are not copied. */
record SparseSums(int[] index, double[] value) {
    static SparseSums of(UnitSums unit, Task task) {
        return difference(unit, new UnitSums(), task);
    }

    /** One less the other. */
    static SparseSums difference(UnitSums one, UnitSums other, Task task) {
        double[] left = one.values();
        double[] right = other.values();
        int[] index = IntStream.range(UnitSums.start(task), UnitSums.end(task))
                .filter(i -> left[i] != right[i])
                .toArray();
        return new SparseSums(
                index, Arrays.stream(index).mapToDouble(i -> left[i] - right[i]).toArray());
    }

    void addTo(double[] total, int times) {
        for (int i = 0; i < index.length; i++) {
            total[index[i]] += times * value[i];
        }
    }
}
