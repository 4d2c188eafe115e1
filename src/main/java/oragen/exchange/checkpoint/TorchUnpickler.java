package oragen.exchange.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import oragen.InputException;

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
            "torch.serialization._get_layout");

    private static final Map<String, IObjectConstructor> BUILDERS = Map.of(
            "collections.OrderedDict", arguments -> new LinkedHashMap<>(),
            "torch._utils._rebuild_tensor_v2", TorchUnpickler::tensor,
            "torch._utils._rebuild_parameter", arguments -> arguments[0]);

    private static final String UNTYPED_STORAGE = "torch.storage.UntypedStorage";
    private static final String STORAGE_PREFIX = "torch.";
    private static final String STORAGE_SUFFIX = "Storage";

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
                Object name = stack.pop();
                stack.add(global(stack.pop() + "." + name));
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
        if (parts.length < 3 || !(parts[1] instanceof Name type)) {
            throw refused("a storage of an unknown type");
        }
        if (type.name().equals(UNTYPED_STORAGE)) {
            return type;
        }
        return new TorchPickle.Storage(ElementType.ofStorage(type.name()).orElseThrow(), String.valueOf(parts[2]));
    }

    private InputException refused(String name) {
        return new InputException(
                source,
                "asks for " + name + ", which no state dictionary needs",
                "it was not loaded, as it could run code; save the bare state dictionary with torch.save");
    }
}
