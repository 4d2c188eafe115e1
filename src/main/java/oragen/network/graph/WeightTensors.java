package oragen.network.graph;

import ai.onnx.proto.OnnxMl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import oragen.network.Precision;
import oragen.network.graph.OnnxGraph.Value;
import oragen.onnx.Half;

/** Writes weights in their precision, under their own names; gives them as they are stored, so in 16 bits too. */
final class WeightTensors {
    /** Smaller tensors are not worth a Cast: biases, norms and small heads are stored in 32 bits. */
    private static final int SMALLEST_HALF = 4096;

    private final OnnxGraph graph;
    private final Precision precision;

    WeightTensors(OnnxGraph graph, Precision precision) {
        this.graph = graph;
        this.precision = precision;
    }

    Value add(String name, float[] values, long... shape) {
        if (precision == Precision.FP16 && values.length >= SMALLEST_HALF) {
            return graph.halves(name, new HalfTensor(shape, Half.of(values)));
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return graph.initializer(name, OnnxMl.TensorProto.DataType.FLOAT, bytes, shape);
    }

    Value add(String name, ChannelInt8 matrix) {
        ByteBuffer bytes = ByteBuffer.wrap(matrix.values());
        return graph.initializer(name, OnnxMl.TensorProto.DataType.INT8, bytes, matrix.rows(), matrix.columns());
    }
}
