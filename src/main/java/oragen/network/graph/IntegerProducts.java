package oragen.network.graph;

import static oragen.network.graph.OnnxGraph.integer;

import ai.onnx.proto.OnnxMl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oragen.network.graph.OnnxGraph.Value;

/**
 * Matrix products in 8 bits whose inputs are quantised as they come (ONNX dynamic quantisation): the form that ONNX
 * Runtime computes as one operator, scales and bias included.
 */
final class IntegerProducts {
    private final OnnxGraph graph;
    private final WeightTensors tensors;
    private final Map<Value, Bytes> quantized = new HashMap<>();

    IntegerProducts(OnnxGraph graph, WeightTensors tensors) {
        this.graph = graph;
        this.tensors = tensors;
    }

    /** A tensor as bytes; what a byte is worth, and the byte that stands for 0. */
    record Bytes(Value values, Value scale, Value zeroPoint) {
        /** The same numbers in another place. */
        Bytes moved(Value moved) {
            return new Bytes(moved, scale, zeroPoint);
        }
    }

    /** The scale is found anew for each tensor; a value that several products take is quantised once. */
    Bytes quantize(Value x) {
        return quantized.computeIfAbsent(x, key -> {
            List<Value> outputs = graph.nodes("DynamicQuantizeLinear", List.of(key), 3);
            return new Bytes(outputs.get(0), outputs.get(1), outputs.get(2));
        });
    }

    /** With a matrix whose columns have scales of their own; gives floats. */
    Value product(Bytes left, String name, ChannelInt8 matrix) {
        Value integers =
                graph.node("MatMulInteger", List.of(left.values(), tensors.add(name, matrix), left.zeroPoint()));
        Value floats =
                graph.node("Cast", List.of(integers), integer("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber()));
        Value scale = graph.multiply(left.scale(), graph.constant(matrix.scales(), matrix.columns()));
        return graph.multiply(floats, scale);
    }
}
