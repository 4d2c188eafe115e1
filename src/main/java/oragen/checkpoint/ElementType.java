package oragen.checkpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import oragen.onnx.Half;

/** Types of a parameter's elements, as safetensors and PyTorch's storages name them; all little-endian. */
enum ElementType {
    FLOAT16("F16", "HalfStorage", 2) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return Half.widen(bytes.getShort(offset));
        }
    },
    BFLOAT16("BF16", "BFloat16Storage", 2) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return Float.intBitsToFloat(bytes.getShort(offset) << 16);
        }
    },
    FLOAT32("F32", "FloatStorage", 4) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.getFloat(offset);
        }
    },
    FLOAT64("F64", "DoubleStorage", 8) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return (float) bytes.getDouble(offset);
        }
    },
    INT32("I32", "IntStorage", 4) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.getInt(offset);
        }
    },
    UINT8("U8", "ByteStorage", 1) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.get(offset) & 0xff;
        }
    },
    BOOL("BOOL", "BoolStorage", 1) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.get(offset);
        }
    },
    INT64("I64", "LongStorage", 8) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.getLong(offset);
        }
    };

    private final String safetensorsName;
    private final String storageName;
    private final int bytes;

    ElementType(String safetensorsName, String storageName, int bytes) {
        this.safetensorsName = safetensorsName;
        this.storageName = storageName;
        this.bytes = bytes;
    }

    String safetensorsName() {
        return safetensorsName;
    }

    String storageName() {
        return storageName;
    }

    /** Size of one element. */
    int bytes() {
        return bytes;
    }

    abstract float read(ByteBuffer bytes, int offset);

    static Optional<ElementType> ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(type -> type.safetensorsName.equals(name))
                .findFirst();
    }

    static Optional<ElementType> ofStorage(String name) {
        return Arrays.stream(values())
                .filter(type -> type.storageName.equals(name))
                .findFirst();
    }
}
