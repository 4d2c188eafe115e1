package oragen.spark.clips;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which clips a run is to take.
 *
 * @param inputs files, folders, globs or manifests on any Hadoop file system; tables where there are columns of them
 * @param columns where the clips lie in the inputs; null where those are no tables of clips
 * @param limit at most so many clips; null for all
 * @param waveClips clips that are labelled and written together
 */
public record ClipSelection(
        List<String> inputs,
        @Nullable ContentColumns columns,
        @Nullable Long limit,
        long waveClips,
        ChangeCheck changeCheck) {
    public ClipSelection {
        inputs = List.copyOf(inputs);
    }
}
