package oragen.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** A location that lies in an output folder: that folder, and the run that is named, if one is. */
public record RunLocation(Path output, @Nullable String runKey) {
    /**
     * All of an output folder, whatever its name, one of its tables, or the rows of one run in that; nothing where no run
     * records lie beside, as with a folder that was put together by hand.
     */
    public static Optional<RunLocation> find(Path location, String table, FileSystem fileSystem) throws IOException {
        Path qualified = fileSystem.makeQualified(location);
        List<RunLocation> places = new ArrayList<>(List.of(new RunLocation(qualified, null)));
        Path above = qualified.getParent();
        if (above != null && qualified.getName().equals(table)) {
            places.add(new RunLocation(above, null));
        }
        Path top = above == null ? null : above.getParent();
        Optional<String> runKey = WaveFolders.runKey(qualified);
        if (top != null && runKey.isPresent()) {
            places.add(new RunLocation(top, runKey.get()));
        }
        for (RunLocation place : places) {
            if (fileSystem.exists(place.records())) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** The folder of the run records. */
    public Path records() {
        return new Path(output, RunRecords.FOLDER);
    }

    /** Whether a run is meant. */
    public boolean names(RunRecord run) {
        return runKey == null || runKey.equals(run.runKey());
    }
}
