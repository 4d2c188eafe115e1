package oragen.corpus;

import java.util.Map;
import java.util.TreeMap;
import oragen.label.Labels;
import org.jspecify.annotations.Nullable;

/**
 * One media file, or a part of one, with what its corpus says of it.
 *
 * @param furtherLabels further columns of the manifest, as text, in the order of their names
 */
public record Clip(
        ClipIdentity identity,
        String clipId,
        @Nullable String corpus,
        @Nullable String subset,
        @Nullable String speaker,
        Labels labels,
        Map<String, String> furtherLabels,
        ClipFile file) {
    public Clip {
        furtherLabels = new TreeMap<>(furtherLabels);
    }

    /** The same clip, of whose file more is known. */
    public Clip with(ClipFile known) {
        return new Clip(identity, clipId, corpus, subset, speaker, labels, furtherLabels, known);
    }
}
