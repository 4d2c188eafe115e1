package oragen.network;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts what an ONNX file holds. */
public final class NetworkSize {
    private NetworkSize() {}

    /** Numbers of all tensors of the graph, wherever they lie; their files are not read. */
    public static long parameters(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return OnnxMl.ModelProto.parseFrom(stream).getGraph().getInitializerList().stream()
                    .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, Math::multiplyExact))
                    .sum();
        }
    }
}
