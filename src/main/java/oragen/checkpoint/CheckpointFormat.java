package oragen.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import oragen.InputException;

/** Formats of checkpoints, told by the first bytes of a file. */
enum CheckpointFormat {
    TORCH,
    SAFETENSORS,
    LEGACY,
    UNKNOWN;

    private static final int TAR_MAGIC_OFFSET = 257;
    private static final String TAR_MAGIC = "ustar";
    private static final int ZIP_MAGIC = 0x04034b50;

    /** Such a file begins with a pickle of its own that holds the number 0x1950a86a20f9469cfc6c. */
    private static final String LEGACY_MAGIC = "8a0a6cfc9c46f9206aa85019";

    /** Protocols from 4 on put a frame of 9 bytes before the number. */
    private static final int LEGACY_MAGIC_END = 32;

    static CheckpointFormat of(Path file) throws IOException {
        byte[] head = new byte[TAR_MAGIC_OFFSET + TAR_MAGIC.length()];
        try (InputStream stream = Files.newInputStream(file)) {
            stream.readNBytes(head, 0, head.length);
        }
        ByteBuffer start = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (start.getInt(0) == ZIP_MAGIC) {
            return TORCH;
        }
        String tar = new String(head, TAR_MAGIC_OFFSET, TAR_MAGIC.length(), StandardCharsets.US_ASCII);
        String pickle = HexFormat.of().formatHex(head, 0, LEGACY_MAGIC_END);
        if (pickle.contains(LEGACY_MAGIC) || tar.equals(TAR_MAGIC)) {
            return LEGACY;
        }
        long header = start.getLong(0);
        return header > 1 && header <= Files.size(file) - Long.BYTES && head[Long.BYTES] == '{' ? SAFETENSORS : UNKNOWN;
    }

    /** Why a file of a format that is not read is refused. */
    InputException refuse(Path file) {
        return this == LEGACY
                ? new InputException(
                        file.toString(),
                        "is in the format of PyTorch before 1.6",
                        "load it in PyTorch and save it again with torch.save")
                : new InputException(
                        file.toString(),
                        "is neither a PyTorch checkpoint nor a safetensors file",
                        "use a .pt, .pth or .safetensors file; if it is one, copy it again");
    }
}
