package oragen.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import oragen.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Unpickles what PyTorch writes for a state dictionary and nothing else: a pickle names the functions that build its
 * objects, so every name that is not on the list is refused before it is called.
 */
final class TorchUnpickler extends Unpickler {
    /** What trainers store beside the weights; built as an empty value, as nobody reads it. */
    private static final Set<String> IGNORED = Set.of(
            "numpy.core.multiarray.scalar",
            "numpy._core.multiarray.scalar",
            "numpy.core.multiarray._reconstruct",
            "numpy._core.multiarray._reconstruct",
            "numpy.ndarray",
            "numpy.dtype",
            "_codecs.encode",
            "torch.device",
            "torch.Size",
            "torch.float16",
            "torch.bfloat16",
            "torch.float32",
            "pathlib.PosixPath",
            "pathlib.WindowsPath",
            "torch.serialization._get_layout");

    private static final Map<String, IObjectConstructor> BUILDERS = Map.of(
            "collections.OrderedDict", arguments -> new LinkedHashMap<>(),
            "torch._utils._rebuild_tensor_v2", TorchUnpickler::tensor,
            "torch._utils._rebuild_parameter", arguments -> arguments[0]);

    private static final String UNTYPED_STORAGE = "torch.storage.UntypedStorage";
    private static final String STORAGE_PREFIX = "torch.";
    private static final String STORAGE_SUFFIX = "Storage";

    /** Random seeds are stored too, and have hundreds of digits. */
    private static final int LONGEST_NUMBER = 10_000;

    private final String source;

    /** @param source for messages */
    TorchUnpickler(String source) {
        this.source = source;
    }

    /** A name of the list that is not called but handed on, such as the type of a storage. */
    private record Name(String name) {}

    private static Object tensor(Object[] arguments) {
        return new TorchPickle.Tensor(
                (TorchPickle.Storage) arguments[0],
                TorchPickle.integer(arguments[1]),
                TorchPickle.integers(arguments[2]),
                TorchPickle.integers(arguments[3]));
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(global(module + "." + PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = text(stack.pop());
                stack.add(global(text(stack.pop()) + "." + name));
            }
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object key = stack.pop();
                put(Arrays.asList(key, value), (Map<?, ?>) stack.peek());
            }
            case Opcodes.SETITEMS -> {
                List<Object> entries = stack.pop_all_since_marker();
                put(entries, (Map<?, ?>) stack.peek());
            }
            case Opcodes.DICT -> {
                Map<Object, Object> dictionary = new LinkedHashMap<>();
                put(stack.pop_all_since_marker(), dictionary);
                stack.add(dictionary);
            }
            case Opcodes.ADDITEMS -> stack.pop_all_since_marker();
            case Opcodes.FROZENSET -> {
                stack.pop_all_since_marker();
                stack.add(new Name("frozenset"));
            }
            case Opcodes.INT, Opcodes.LONG -> {
                requireShortLine();
                return super.dispatch(opcode);
            }
            case Opcodes.BUILD -> stack.pop(); // attributes of a dictionary or a number: nobody reads them
            case Opcodes.INST, Opcodes.OBJ, Opcodes.EXT1, Opcodes.EXT2, Opcodes.EXT4 ->
                throw refused("the pickle instruction " + (char) opcode);
            case Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES, Opcodes.LONG4 -> {
                requireLength(Integer.BYTES);
                return super.dispatch(opcode);
            }
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> {
                requireLength(Long.BYTES);
                return super.dispatch(opcode);
            }
            default -> {
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    /**
     * Keeps the entries whose keys are text or numbers of the machine. A dictionary hashes its keys, which for lists
     * within lists takes a time that doubles with each, or overflows the stack; for the same reason sets, which nobody
     * reads, stay empty.
     */
    @SuppressWarnings("unchecked")
    private static void put(List<Object> entries, Map<?, ?> dictionary) {
        for (int i = 0; i + 1 < entries.size(); i += 2) {
            Object key = entries.get(i);
            if (key instanceof String || key instanceof Integer || key instanceof Long) {
                ((Map<Object, @Nullable Object>) dictionary).put(key, entries.get(i + 1));
            }
        }
    }

    private static String text(Object name) {
        if (name instanceof String text) {
            return text;
        }
        throw new PickleException("a name that is no text");
    }

    /** To read a number of n digits takes a time that grows with n². */
    private void requireShortLine() throws IOException {
        input.mark(LONGEST_NUMBER + 1);
        byte[] line = input.readNBytes(LONGEST_NUMBER + 1);
        input.reset();
        for (byte letter : line) {
            if (letter == '\n') {
                return;
            }
        }
        throw new PickleException("a number of more than " + LONGEST_NUMBER + " digits");
    }

    /** The library would reserve memory for any length that a pickle names, however short the rest of it is. */
    private void requireLength(int lengthBytes) throws IOException {
        input.mark(lengthBytes);
        byte[] length = Arrays.copyOf(input.readNBytes(lengthBytes), Long.BYTES);
        input.reset();
        long bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (bytes < 0 || bytes > input.available()) {
            throw new PickleException("a value of " + Long.toUnsignedString(bytes) + " bytes");
        }
    }

    private Object global(String name) {
        if (name.equals(UNTYPED_STORAGE)) {
            return new Name(name);
        }
        if (IGNORED.contains(name)) {
            return (IObjectConstructor) arguments -> new Name(name);
        }
        IObjectConstructor builder = BUILDERS.get(name);
        if (builder != null) {
            return builder;
        }
        if (name.startsWith(STORAGE_PREFIX) && name.endsWith(STORAGE_SUFFIX)) {
            String storage = name.substring(STORAGE_PREFIX.length());
            if (ElementType.ofStorage(storage).isPresent()) {
                return new Name(storage);
            }
        }
        throw refused(name);
    }

    /** ("storage", type, key, location, elements); a storage without a type can lie beside the weights only. */
    @Override
    protected Object persistentLoad(Object identity) {
        Object[] parts = (Object[]) identity;
        if (parts.length < 3 || !(parts[1] instanceof Name type) || !(parts[2] instanceof String key)) {
            throw refused("a storage of an unknown type");
        }
        if (type.name().equals(UNTYPED_STORAGE)) {
            return type;
        }
        return new TorchPickle.Storage(ElementType.ofStorage(type.name()).orElseThrow(), key);
    }

    private InputException refused(String name) {
        return new InputException(
                source,
                "asks for " + name + ", which no state dictionary needs",
                "it was not loaded because it could run code; save only the state dictionary with torch.save");
    }
}
