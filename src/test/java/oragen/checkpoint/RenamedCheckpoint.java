package oragen.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A checkpoint as another program would have named its parameters. */
public final class RenamedCheckpoint implements Checkpoint {
    private final Checkpoint checkpoint;
    private final Map<String, String> names = new LinkedHashMap<>();

    public RenamedCheckpoint(Checkpoint checkpoint, UnaryOperator<String> renaming) {
        this.checkpoint = checkpoint;
        checkpoint.names().forEach(name -> names.put(renaming.apply(name), name));
    }

    @Override
    public Set<String> names() {
        return names.keySet();
    }

    @Override
    public long[] shape(String name) {
        return checkpoint.shape(names.get(name));
    }

    @Override
    public float[] values(String name) {
        return checkpoint.values(names.get(name));
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
