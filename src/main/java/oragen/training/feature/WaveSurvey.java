package oragen.training.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import oragen.run.FeatureTable;
import oragen.run.NewestWaves;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;

/** Reads which clips every wave of a run has. */
final class WaveSurvey {
    private static final String REASON = "reason";

    private static final Set<String> IDENTITY = columns(Set.of(FeatureTable.CLIP_ID));
    private static final Set<String> REJECTION = columns(Set.of(FeatureTable.CLIP_ID, REASON));

    private WaveSurvey() {}

    private static Set<String> columns(Set<String> others) {
        Set<String> columns = new TreeSet<>(FeatureColumns.IDENTITY);
        columns.addAll(others);
        return columns;
    }

    /**
     * Reads nothing where there is one wave; meanwhile holds all identities in memory.
     *
     * @param rejects files of the rejects of the same waves
     */
    static NewestWaves newest(
            List<FeatureFolders.Part> features, List<FeatureFolders.Part> rejects, Configuration configuration) {
        Set<Integer> waves = new HashSet<>();
        features.forEach(part -> waves.add(part.wave()));
        rejects.forEach(part -> waves.add(part.wave()));
        if (waves.size() <= 1) {
            return NewestWaves.ALL;
        }
        NewestWaves.Survey survey = new NewestWaves.Survey();
        features.forEach(part -> read(part, IDENTITY, survey, configuration));
        rejects.forEach(part -> read(part, REJECTION, survey, configuration));
        return survey.newest();
    }

    private static void read(
            FeatureFolders.Part part, Set<String> columns, NewestWaves.Survey survey, Configuration configuration) {
        try (RowReader reader = RowReader.open(part.file(), columns, configuration)) {
            for (int group = 0; group < reader.groups(); group++) {
                reader.seek(group);
                for (Group row = reader.next(); row != null; row = reader.next()) {
                    survey.add(ClipView.identity(row), part.wave(), RowReader.text(row, REASON));
                }
            }
        }
    }
}
