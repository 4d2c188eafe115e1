package oragen.checkpoint;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import oragen.InputException;

/** The pickle of a checkpoint: which tensors there are, and in which storage each lies. */
final class TorchPickle {
    /** Where trainers put the state dictionary beside an epoch or an optimizer; averaged weights are the better ones. */
    private static final List<String> STATE_KEYS =
            List.of("model_state_dict", "state_dict_ema", "model_ema", "state_dict", "model");

    /** Dictionaries within each other; a pickle can also name one as its own entry. */
    private static final int DEEPEST_STATE = 4;

    private TorchPickle() {}

    /** Numbers that one or more tensors share. */
    record Storage(ElementType type, String key) {}

    /** A view of a storage; strides and the first element count elements. */
    record Tensor(Storage storage, long firstElement, long[] shape, long[] strides) {}

    /**
     * Reads the state dictionary, which may be the whole checkpoint, one of its entries, or an entry of that.
     *
     * @param source for messages
     */
    static Map<String, Tensor> read(String source, byte[] pickle) {
        Object root;
        try {
            root = new TorchUnpickler(source).loads(pickle);
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The unpickler answers a damaged stream with whatever its casts and look-ups happen to throw.
            throw new InputException(source, "a damaged pickle (" + e.getMessage() + ")", "copy the file again", e);
        }
        Map<String, Tensor> tensors = tensorsOf(state(root));
        if (tensors.isEmpty()) {
            throw new InputException(source, "no tensor in its state dictionary", "use the checkpoint of a network");
        }
        return tensors;
    }

    private static Object state(Object root) {
        Object state = root;
        for (int depth = 0; depth < DEEPEST_STATE && state instanceof Map<?, ?> entries; depth++) {
            Optional<?> inner = STATE_KEYS.stream()
                    .map(entries::get)
                    .filter(Map.class::isInstance)
                    .findFirst();
            if (inner.isEmpty()) {
                return state;
            }
            state = inner.get();
        }
        return state;
    }

    private static Map<String, Tensor> tensorsOf(Object state) {
        Map<String, Tensor> tensors = new TreeMap<>();
        if (state instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> {
                if (name instanceof String text && value instanceof Tensor tensor) {
                    tensors.put(text, tensor);
                }
            });
        }
        return tensors;
    }

    /** Python's integers come as Integer, Long or BigInteger. */
    static long integer(Object number) {
        return ((Number) number).longValue();
    }

    static long[] integers(Object tuple) {
        Object[] numbers = tuple instanceof List<?> list ? list.toArray() : (Object[]) tuple;
        return Arrays.stream(numbers).mapToLong(TorchPickle::integer).toArray();
    }
}
