package oragen.training.fusion;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.label.Task;
import oragen.training.torch.Machine;
import oragen.training.torch.Trainable;
import org.jspecify.annotations.Nullable;

/**
 * What is to be trained.
 *
 * @param bundle whose encoders made the features
 * @param output folder of the new bundle
 * @param licence of the new weights, for the manifest
 */
public record TrainingRequest(
        Source features,
        Source validation,
        Path bundle,
        Path output,
        Set<Task> tasks,
        Beginning beginning,
        Recipe recipe,
        Machine machine,
        Continuation continuation,
        String licence) {
    public TrainingRequest {
        if (tasks.isEmpty()) {
            throw new InputException("--tasks", "is empty", "use one or more of gender, age, mask");
        }
        tasks = EnumSet.copyOf(tasks);
        if (beginning.trainable() == Trainable.NEW_HEADS) {
            if (!tasks.contains(Task.MASK)) {
                throw new InputException("--train new-heads", "adds a mask head", "use it with --tasks mask");
            }
            // The others' outputs cannot change.
            tasks = EnumSet.of(Task.MASK);
        }
    }

    /**
     * Tables of features, or a part of them.
     *
     * @param subsets that rows must be of; none for all
     */
    public record Source(List<String> locations, Set<String> subsets) {
        public Source {
            locations = List.copyOf(locations);
            subsets = new TreeSet<>(subsets);
        }
    }

    /**
     * Where the parameters come from.
     *
     * @param checkpoint null to draw them
     */
    public record Beginning(@Nullable Path checkpoint, Trainable trainable) {
        public Beginning {
            if (checkpoint == null && trainable != Trainable.ALL) {
                throw new InputException(
                        "--train " + trainable.label(),
                        "would freeze untrained parameters",
                        "pass the checkpoint of a fusion as --initial");
            }
        }
    }

    /** What is made of a training that was begun before. */
    public enum Continuation {
        REFUSED,
        RESUMED
    }

    /** All options that decide the result, by name. */
    Map<String, String> byOption() {
        Map<String, String> options = new TreeMap<>(recipe.byOption());
        options.put("tasks", tasks.stream().map(Task::label).collect(Collectors.joining(",")));
        options.put("train", beginning.trainable().label());
        if (beginning.checkpoint() != null) {
            options.put("initial", beginning.checkpoint().toString());
        }
        return options;
    }
}
