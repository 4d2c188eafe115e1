package oragen.spark.clips;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which clips a run is to take.
 *
 * @param inputs files, folders, globs or manifests on any Hadoop file system; tables where there are columns of them
 * @param columns where the clips lie in the inputs; null where those are no tables of clips
 * @param subsets that clips must be of; none for all
 * @param limit at most so many clips; null for all
 * @param waveClips clips that are labelled and written together
 */
public record ClipSelection(
        List<String> inputs,
        @Nullable ContentColumns columns,
        Set<String> subsets,
        @Nullable Long limit,
        long waveClips,
        ChangeCheck changeCheck) {
    public ClipSelection {
        inputs = List.copyOf(inputs);
        subsets = new TreeSet<>(subsets);
    }

    /** All subsets. */
    public ClipSelection(
            List<String> inputs,
            @Nullable ContentColumns columns,
            @Nullable Long limit,
            long waveClips,
            ChangeCheck changeCheck) {
        this(inputs, columns, Set.of(), limit, waveClips, changeCheck);
    }
}
