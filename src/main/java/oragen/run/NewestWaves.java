package oragen.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the listed waves of a run count: of each clip those of its newest wave, and none where that wave rejects
 * it. Jobs join tables by the same rule, as {@link #TABLES} and {@link #OF_ANOTHER_CLIP} give it
 * ({@code FeatureFoldersIT} holds both together).
 *
 * @param newest wave of each clip that several waves have
 */
public record NewestWaves(Map<String, Integer> newest) {
    /** Tables that say what became of a clip. */
    public static final List<String> TABLES = List.of("predictions", "features", "rejects");

    /** Nothing is replaced by anything. */
    public static final NewestWaves ALL = new NewestWaves(Map.of());

    /** Of rejects of which the clip counts where it is listed before. */
    public static final RejectReason OF_ANOTHER_CLIP = RejectReason.DUPLICATE;

    public NewestWaves {
        newest = Map.copyOf(newest);
    }

    /** @param clip as {@code ClipIdentity.key} has it */
    public boolean count(String clip, int wave) {
        Integer counting = newest.get(clip);
        return counting == null || counting == wave;
    }

    /** Takes the rows of every wave, in any order; holds all clips in memory. */
    public static final class Survey {
        private final Map<String, Integer> newest = new HashMap<>();
        private final Set<String> repeated = new HashSet<>();

        /** @param reason of a reject; null in other tables */
        public void add(String clip, int wave, @Nullable String reason) {
            if (OF_ANOTHER_CLIP.label().equals(reason)) {
                return;
            }
            Integer before = newest.put(clip, wave);
            if (before != null && before != wave) {
                repeated.add(clip);
                newest.put(clip, Math.max(before, wave));
            }
        }

        public NewestWaves newest() {
            newest.keySet().retainAll(repeated);
            return new NewestWaves(newest);
        }
    }
}
