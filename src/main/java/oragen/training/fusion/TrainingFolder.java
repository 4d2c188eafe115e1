package oragen.training.fusion;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.checkpoint.Checkpoint;
import oragen.checkpoint.SafetensorsWriter;
import oragen.training.fusion.FusionTrainer.Snapshot;

/**
 * The folder beside a bundle under training: the best and the newest weights, the optimiser's moments, the table of
 * epochs. {@code state.json} is written last and by renaming, and what it does not name does not count: whatever
 * happens, the epoch before is whole.
 */
final class TrainingFolder {
    private static final String STATE = "state.json";
    private static final String FIRST = "first.";
    private static final String SECOND = "second.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Map<String, long[]> shapes;

    /** @param shapes of the fusion's parameters */
    TrainingFolder(Path output, Map<String, long[]> shapes) {
        this.folder = beside(output);
        this.shapes = shapes;
    }

    /** Where a bundle's training is kept. */
    static Path beside(Path output) {
        Path whole = output.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ".training");
    }

    Path path() {
        return folder;
    }

    boolean exists() {
        return Files.exists(folder.resolve(STATE));
    }

    void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(0, e);
        }
    }

    /** Weights of an epoch. */
    Path weights(int epoch) {
        return folder.resolve("epoch-" + epoch + ".safetensors");
    }

    private Path moments(int epoch) {
        return folder.resolve("epoch-" + epoch + ".moments.safetensors");
    }

    /** Commits an epoch, and drops those that are neither the best nor the newest. */
    void save(TrainingState state, Snapshot snapshot) {
        int epoch = state.done();
        try {
            SafetensorsWriter.write(weights(epoch), shapes, snapshot.parameters());
            Map<String, long[]> momentShapes = new LinkedHashMap<>();
            Map<String, float[]> moments = new HashMap<>();
            put(FIRST, snapshot.firstMoments(), momentShapes, moments);
            put(SECOND, snapshot.secondMoments(), momentShapes, moments);
            SafetensorsWriter.write(moments(epoch), momentShapes, moments);
            replace("training.csv", EpochTable.csv(state.epochs()));
            replace(STATE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state));
            drop(state);
        } catch (IOException e) {
            throw unwritable(epoch - 1, e);
        }
    }

    private void put(
            String prefix, Map<String, float[]> values, Map<String, long[]> target, Map<String, float[]> moments) {
        values.forEach((name, tensor) -> {
            long[] shape = shapes.get(name);
            if (shape != null) {
                target.put(prefix + name, shape);
                moments.put(prefix + name, tensor);
            }
        });
    }

    /** A file that appears whole or not at all. */
    void replace(String name, String text) throws IOException {
        Path part = folder.resolve("." + name + ".part");
        Files.writeString(part, text);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void drop(TrainingState state) throws IOException {
        List<Path> needed = List.of(weights(state.kept()), weights(state.done()), moments(state.done()));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                boolean tensors = file.getFileName().toString().endsWith(".safetensors");
                if (tensors && Files.isRegularFile(file) && !needed.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    TrainingState load() {
        Path file = folder.resolve(STATE);
        try {
            return JSON.readValue(file.toFile(), TrainingState.class);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "cannot be read (" + e.getMessage() + ")",
                    "delete the folder and train without --resume",
                    e);
        }
    }

    /** What the newest epoch has left. */
    Snapshot snapshot(TrainingState state) {
        Map<String, float[]> parameters = new LinkedHashMap<>();
        try (Checkpoint weights = Checkpoint.open(weights(state.done()))) {
            shapes.keySet().forEach(name -> parameters.put(name, weights.values(name)));
        }
        Map<String, float[]> first = new LinkedHashMap<>();
        Map<String, float[]> second = new LinkedHashMap<>();
        try (Checkpoint moments = Checkpoint.open(moments(state.done()))) {
            for (String name : moments.names()) {
                boolean isFirst = name.startsWith(FIRST);
                (isFirst ? first : second)
                        .put(name.substring((isFirst ? FIRST : SECOND).length()), moments.values(name));
            }
        }
        return new Snapshot(parameters, first, second, state.steps());
    }

    private InputException unwritable(int safeEpoch, IOException e) {
        String kept = safeEpoch > 0
                ? "epoch " + safeEpoch + " is saved; free some space or fix the folder, and continue with --resume"
                : "free some space, or choose an --output that can be written";
        return new InputException(folder.toString(), "cannot be written (" + e + ")", kept, e);
    }
}
