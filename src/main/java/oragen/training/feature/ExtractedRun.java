package oragen.training.feature;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import oragen.InputException;
import oragen.run.Product;
import oragen.run.RunLocation;
import oragen.run.RunRecord;
import oragen.run.RunRecords;
import oragen.run.WaveFolders;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A run of {@code extract}: its waves that count, which are those that its record lists. */
record ExtractedRun(WaveFolders folders, RunRecord run) {
    private static final String FEATURES = Product.FEATURES.table();

    /**
     * The run that a location names; nothing where no run records lie beside. Several runs are an error that names them.
     *
     * @param what the option with the location, for messages
     */
    static Optional<ExtractedRun> find(String what, Path location, FileSystem fileSystem) throws IOException {
        Optional<RunLocation> found = RunLocation.find(location, FEATURES, fileSystem);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RunLocation place = found.get();
        WaveFolders folders = new WaveFolders(place.output(), fileSystem);
        TreeMap<String, ExtractedRun> runs = new TreeMap<>();
        for (RunRecord run : new RunRecords(place.output(), fileSystem).all()) {
            // A run of label has no features.
            if (place.names(run) && !run.waves().isEmpty() && fileSystem.exists(folders.run(FEATURES, run.runKey()))) {
                runs.put(run.runKey(), new ExtractedRun(folders, run));
            }
        }
        if (runs.isEmpty()) {
            throw new InputException(
                    what,
                    "contains no features listed by a run record in " + place.records(),
                    "use the output folder of extract, and let extract finish");
        }
        if (runs.size() > 1) {
            throw new InputException(
                    what,
                    "contains features of " + runs.size() + " runs, " + String.join(" and ", runs.keySet())
                            + ", with different bundles or options",
                    "choose one: " + folders.run(FEATURES, runs.firstKey()));
        }
        return Optional.of(runs.firstEntry().getValue());
    }

    List<Integer> waves() {
        return run.waves().stream().map(RunRecord.Wave::number).sorted().toList();
    }

    /** A wave's features. */
    Path features(int wave) {
        return folders.wave(FEATURES, run.runKey(), wave);
    }

    /** A wave's rejects. */
    Path rejects(int wave) {
        return folders.wave("rejects", run.runKey(), wave);
    }
}
