package oragen.training;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;

/**
 * Which rows of a run with several waves count: of each clip those of its newest wave, and none where that wave rejects it.
 *
 * @param newest wave by the identity of each clip that several waves have
 */
record NewestWaves(Map<String, Integer> newest) {
    /** Nothing is replaced by anything. */
    static final NewestWaves ALL = new NewestWaves(Map.of());

    private static final String REASON = "reason";
    /** Of rejects that say nothing of the clip itself. */
    private static final String DUPLICATE = "duplicate";

    private static final Set<String> IDENTITY = columns(Set.of(FeatureColumns.CLIP_ID));
    private static final Set<String> REJECTION = columns(Set.of(FeatureColumns.CLIP_ID, REASON));

    NewestWaves {
        newest = Map.copyOf(newest);
    }

    private static Set<String> columns(Set<String> others) {
        Set<String> columns = new TreeSet<>(FeatureColumns.IDENTITY);
        columns.addAll(others);
        return columns;
    }

    /**
     * Reads which clips every wave has, if there are several; meanwhile holds all their identities in memory.
     *
     * @param rejects files of the rejects of the same waves
     */
    static NewestWaves of(
            List<FeatureFolder.Part> features, List<FeatureFolder.Part> rejects, Configuration configuration) {
        Set<Integer> waves = new HashSet<>();
        features.forEach(part -> waves.add(part.wave()));
        rejects.forEach(part -> waves.add(part.wave()));
        if (waves.size() <= 1) {
            return ALL;
        }
        Survey survey = new Survey(configuration);
        features.forEach(part -> survey.read(part, IDENTITY));
        rejects.forEach(part -> survey.read(part, REJECTION));
        survey.newest.keySet().retainAll(survey.repeated);
        return new NewestWaves(survey.newest);
    }

    /** The newest wave of every clip, and the clips that several waves have. */
    private static final class Survey {
        private final Configuration configuration;
        private final Map<String, Integer> newest = new HashMap<>();
        private final Set<String> repeated = new HashSet<>();

        private Survey(Configuration configuration) {
            this.configuration = configuration;
        }

        private void read(FeatureFolder.Part part, Set<String> columns) {
            try (RowReader reader = RowReader.open(part.file(), columns, configuration)) {
                for (Group row = reader.next(); row != null; row = reader.next()) {
                    if (!DUPLICATE.equals(RowReader.text(row, REASON))) {
                        add(ClipView.identity(row), part.wave());
                    }
                }
            }
        }

        private void add(String clip, int wave) {
            Integer before = newest.put(clip, wave);
            if (before != null && before != wave) {
                repeated.add(clip);
                newest.put(clip, Math.max(before, wave));
            }
        }
    }

    boolean isNewest(Group row, int wave) {
        if (newest.isEmpty()) {
            return true;
        }
        Integer counting = newest.get(ClipView.identity(row));
        return counting == null || counting == wave;
    }
}
