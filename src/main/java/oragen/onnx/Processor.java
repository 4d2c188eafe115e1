package oragen.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What the processor of this machine can do, as far as it decides how networks run. */
public final class Processor {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** Products of bytes summed in one instruction; without them 8 bits are hardly faster than floats. */
    private static final Set<String> FAST_BYTES = Set.of("avx512_vnni", "avx_vnni");

    private Processor() {}

    /** Whether networks in 8 bits are fast here; false where it is not known, as on other systems than Linux. */
    public static boolean hasFastBytes() {
        if (!Files.isReadable(LINUX)) {
            return false;
        }
        try {
            return hasFastBytes(Files.readString(LINUX));
        } catch (IOException e) {
            throw new UncheckedIOException(LINUX + " cannot be read", e);
        }
    }

    /** @param description of all cores, as Linux gives it: each must have one of the instructions */
    static boolean hasFastBytes(String description) {
        Set<Boolean> cores = description
                .lines()
                .filter(line -> line.startsWith("flags"))
                .map(line -> Arrays.stream(
                                line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
                        .anyMatch(FAST_BYTES::contains))
                .collect(Collectors.toSet());
        return cores.equals(Set.of(true));
    }
}
