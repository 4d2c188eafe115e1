package oragen.network.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;

/** Where the bytes of a graph's tensors lie. */
@FunctionalInterface
interface TensorStore {
    /** In the graph's own file. */
    TensorStore INLINE = (tensor, bytes) -> tensor.setRawData(ByteString.copyFrom(bytes.array()));

    /** Completes a tensor with its bytes, or with the place where they are to be found. */
    void put(OnnxMl.TensorProto.Builder tensor, ByteBuffer bytes);
}
