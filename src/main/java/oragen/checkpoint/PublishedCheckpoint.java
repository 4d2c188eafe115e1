package oragen.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import oragen.InputException;

/**
 * A checkpoint by the names of the network alone. Data parallelism, compilation, averaging and trainers put words
 * before them, and the fusion goes with and without {@link #FUSION_PREFIX}.
 */
public final class PublishedCheckpoint implements Checkpoint {
    /** Begins the names of the fusion with a mask head; the released one lacks it, and here every fusion has it. */
    public static final String FUSION_PREFIX = "av_model.";

    /** Parts of a name that torch.compile, DataParallel and trainers add, also in its middle. */
    private static final Set<String> WRAPPERS = Set.of("_orig_mod", "module", "model");

    /** Beside averaged parameters, how many steps they are the mean of. */
    private static final String AVERAGED_STEPS = "n_averaged";

    private final Checkpoint checkpoint;
    private final Network network;
    private final String added;
    private final Map<String, String> namesInFile;

    /** Each network is known by one of its parameters. */
    public enum Network {
        AUDIO("transformer_block1.self_attention.query_w.weight", ""),
        IMAGE("vit_model.vit.embeddings.cls_token", ""),
        FUSION("mtcma_av.norm_q.weight", FUSION_PREFIX);

        private final String mark;
        private final String prefix;

        Network(String mark, String prefix) {
            this.mark = mark;
            this.prefix = prefix;
        }
    }

    /** @param source for messages */
    public PublishedCheckpoint(Checkpoint checkpoint, Network network, String source) {
        this.checkpoint = checkpoint;
        this.network = network;
        this.added = addedTo(network, checkpoint.names());
        this.namesInFile = namesInFile(source);
    }

    /** What stands before the names of a network. */
    private static String addedTo(Network network, Set<String> names) {
        return names.stream()
                .map(PublishedCheckpoint::unwrapped)
                .filter(name -> ("." + name).endsWith("." + network.mark))
                .findFirst()
                .map(name -> name.substring(0, name.length() - network.mark.length()))
                .orElse("");
    }

    private Map<String, String> namesInFile(String source) {
        Map<String, String> published = new TreeMap<>();
        for (String name : checkpoint.names()) {
            String unwrapped = unwrapped(name);
            String own = unwrapped.startsWith(added) ? network.prefix + unwrapped.substring(added.length()) : unwrapped;
            String other = unwrapped.equals(AVERAGED_STEPS) ? null : published.put(own, name);
            if (other != null) {
                throw new InputException(
                        source,
                        "contains both " + other + " and " + name + ", which are the same parameter",
                        "save the state dictionary of one network");
            }
        }
        return published;
    }

    private static String unwrapped(String name) {
        List<String> parts = new ArrayList<>(Arrays.asList(name.split("\\.", -1)));
        parts.removeIf(WRAPPERS::contains);
        return String.join(".", parts);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(namesInFile.keySet());
    }

    @Override
    public String nameInFile(String name) {
        String inFile = namesInFile.get(name);
        if (inFile == null && name.startsWith(network.prefix)) {
            return added + name.substring(network.prefix.length());
        }
        return inFile == null ? name : inFile;
    }

    @Override
    public long[] shape(String name) {
        return checkpoint.shape(nameInFile(name));
    }

    @Override
    public float[] values(String name) {
        return checkpoint.values(nameInFile(name));
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
