package oragen.training.feature;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.label.Task;
import org.jspecify.annotations.Nullable;

/** How many windows there are, of each label and of each corpus. */
public final class WindowCounts {
    /** Two ages are enough to learn from; more need not be remembered. */
    private static final int DISTINCT_AGES = 2;

    private final long[] genders = new long[Gender.values().length];
    private final long[] masks = new long[MaskType.values().length];
    private final Set<Double> distinctAges = new HashSet<>();
    private final Map<String, Long> corpora = new TreeMap<>();
    private long ages;
    private long windows;

    /** @param corpus null where it is unknown */
    public void add(Labels labels, @Nullable String corpus) {
        windows++;
        if (labels.gender() != null) {
            genders[labels.gender().ordinal()]++;
        }
        if (labels.maskType() != null) {
            masks[labels.maskType().ordinal()]++;
        }
        if (labels.age() != null) {
            ages++;
            if (distinctAges.size() < DISTINCT_AGES) {
                distinctAges.add(labels.age());
            }
        }
        if (corpus != null) {
            corpora.merge(corpus, 1L, Long::sum);
        }
    }

    public long windows() {
        return windows;
    }

    /** Windows by class; empty for the age. */
    public long[] of(Task task) {
        return switch (task) {
            case GENDER -> genders.clone();
            case AGE -> new long[0];
            case MASK -> masks.clone();
        };
    }

    /** Windows by corpus, of those whose corpus is known. */
    public long[] ofCorpora() {
        return corpora.values().stream().mapToLong(Long::longValue).toArray();
    }

    /** Windows that have a label of a task. */
    public long labelled(Task task) {
        return task == Task.AGE ? ages : Arrays.stream(of(task)).sum();
    }

    /** Values that the labels of a task have; of ages no more than two are told apart. */
    long distinct(Task task) {
        return task == Task.AGE
                ? distinctAges.size()
                : Arrays.stream(of(task)).filter(count -> count > 0).count();
    }
}
