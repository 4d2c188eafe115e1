package oragen.training.fusion;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import oragen.label.Task;
import oragen.training.feature.FeatureWindow;
import oragen.training.feature.WindowCounts;
import org.jspecify.annotations.Nullable;

/** Counts the batches of an epoch that have windows of several corpora, and of several mask types. */
final class BatchMix {
    private final WindowCounts training;
    private final int batchWindows;
    private int batches;
    private int ofCorpora;
    private int ofMasks;

    /** @param training what batches are drawn from */
    BatchMix(WindowCounts training, int batchWindows) {
        this.training = training;
        this.batchWindows = batchWindows;
    }

    void add(List<FeatureWindow> batch) {
        batches++;
        ofCorpora += isMixed(batch, FeatureWindow::corpus) ? 1 : 0;
        ofMasks += isMixed(batch, window -> window.labels().maskType()) ? 1 : 0;
    }

    private static boolean isMixed(List<FeatureWindow> batch, Function<FeatureWindow, @Nullable Object> kind) {
        Set<Object> kinds = new HashSet<>();
        for (FeatureWindow window : batch) {
            Object known = kind.apply(window);
            if (known != null) {
                kinds.add(known);
            }
        }
        return kinds.size() > 1;
    }

    Mixing mixing() {
        return new Mixing(share(ofCorpora, training.ofCorpora()), share(ofMasks, training.of(Task.MASK)));
    }

    private Mixing.@Nullable Share share(int mixed, long[] counts) {
        long kinds = Arrays.stream(counts).filter(count -> count > 0).count();
        return kinds < 2 || batches == 0
                ? null
                : new Mixing.Share((double) mixed / batches, atRandom(counts, training.windows(), batchWindows));
    }

    /**
     * The probability that a batch drawn without replacement has windows of several kinds.
     *
     * @param counts windows by kind; the others, of {@code windows} in all, are of none
     */
    static double atRandom(long[] counts, long windows, int batch) {
        long unknown = windows;
        for (long count : counts) {
            unknown -= count;
        }
        double ofNone = within(unknown, windows, batch);
        double single = ofNone;
        for (long count : counts) {
            single += within(count + unknown, windows, batch) - ofNone;
        }
        return 1 - single;
    }

    /** The probability that a whole batch is of certain windows. */
    private static double within(long certain, long windows, int batch) {
        double probability = 1;
        for (int drawn = 0; drawn < Math.min(batch, windows); drawn++) {
            probability *= Math.max(0, certain - drawn) / (double) (windows - drawn);
        }
        return probability;
    }
}
