package oragen.corpus.format;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a media file tells.
 *
 * @param itemKey key of its labels
 * @param speakerKey key of its speaker's labels; null where the corpus has none
 * @param values by column of the manifest
 */
public record MediaFacts(String itemKey, @Nullable String speakerKey, Map<String, String> values) {
    public MediaFacts {
        values = new TreeMap<>(values);
    }
}
