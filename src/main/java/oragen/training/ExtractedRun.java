package oragen.training;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import oragen.InputException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run of {@code extract}: its waves that count, which are those that its record lists.
 *
 * @param output the folder with {@code features}, {@code rejects} and {@code runs}
 * @param waves numbers, ascending
 */
record ExtractedRun(Path output, String runKey, List<Integer> waves) {
    private static final String FEATURES = "features";
    private static final String KEY = "run_key=";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    ExtractedRun {
        waves = waves.stream().sorted().toList();
    }

    /** A location that lies in an output folder: that folder, and the run that is named, if one is. */
    private record Place(Path output, @Nullable String runKey) {
        private Path records() {
            return new Path(output, "runs");
        }

        /** All of an output folder, whatever its name, its features, or those of one run. */
        private static Optional<Place> of(Path location, FileSystem fileSystem) throws IOException {
            List<Place> places = new ArrayList<>(List.of(new Place(location, null)));
            Path above = location.getParent();
            if (above != null && location.getName().equals(FEATURES)) {
                places.add(new Place(above, null));
            }
            Path top = above == null ? null : above.getParent();
            if (top != null && location.getName().startsWith(KEY)) {
                places.add(new Place(top, location.getName().substring(KEY.length())));
            }
            for (Place place : places) {
                if (fileSystem.exists(place.records())) {
                    return Optional.of(place);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The run that a location names; nothing where no run records lie beside, as with a folder that was put together by
     * hand. Several runs are an error that names them.
     *
     * @param what the option with the location, for messages
     */
    static Optional<ExtractedRun> find(String what, Path location, FileSystem fileSystem) throws IOException {
        Optional<Place> found = Place.of(fileSystem.makeQualified(location), fileSystem);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Place place = found.get();
        TreeMap<String, ExtractedRun> runs = new TreeMap<>();
        for (ExtractedRun run : listed(place, fileSystem)) {
            if (place.runKey == null || place.runKey.equals(run.runKey)) {
                runs.put(run.runKey, run);
            }
        }
        if (runs.isEmpty()) {
            throw new InputException(
                    what,
                    "holds no features that a run record in " + place.records() + " lists",
                    "name the output folder of extract, and let extract come to its end");
        }
        if (runs.size() > 1) {
            throw new InputException(
                    what,
                    "holds features of " + runs.size() + " runs, " + String.join(" and ", runs.keySet())
                            + ", of other bundles or options",
                    "name one: " + runs.firstEntry().getValue().folder(FEATURES));
        }
        return Optional.of(runs.firstEntry().getValue());
    }

    /** Runs with features; a run of {@code label} has none. */
    private static List<ExtractedRun> listed(Place place, FileSystem fileSystem) throws IOException {
        List<ExtractedRun> runs = new ArrayList<>();
        for (FileStatus status : fileSystem.listStatus(place.records())) {
            String name = status.getPath().getName();
            if (name.endsWith(".json") && !name.startsWith(".")) {
                ExtractedRun run = read(place.output, status.getPath(), fileSystem);
                if (!run.waves.isEmpty() && fileSystem.exists(run.folder(FEATURES))) {
                    runs.add(run);
                }
            }
        }
        return runs;
    }

    private static ExtractedRun read(Path output, Path record, FileSystem fileSystem) throws IOException {
        try (InputStream stream = fileSystem.open(record)) {
            JsonNode json = JSON.readTree(stream);
            List<Integer> waves = new ArrayList<>();
            for (JsonNode wave : json.path("waves")) {
                waves.add(wave.path("number").asInt());
            }
            return new ExtractedRun(output, json.path("runKey").asText(), waves);
        } catch (JacksonException e) {
            throw new InputException(
                    record.toString(),
                    "is no run record (" + e.getOriginalMessage() + ")",
                    "extract anew with --overwrite",
                    e);
        }
    }

    private Path folder(String table) {
        return new Path(output, table + "/" + KEY + runKey);
    }

    /** A wave's features. */
    Path features(int wave) {
        return wave(FEATURES, wave);
    }

    /** A wave's rejects. */
    Path rejects(int wave) {
        return wave("rejects", wave);
    }

    private Path wave(String table, int wave) {
        return new Path(folder(table), String.format("wave=%05d", wave));
    }
}
