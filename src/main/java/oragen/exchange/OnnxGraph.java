package oragen.exchange;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Writes a graph node by node; every method returns the value that its node computes. */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;
    /** The size of the batch, in a shape. */
    static final long BATCH = -1;

    private final OnnxMl.GraphProto.Builder graph;
    private int values;

    /** A tensor of the graph. */
    record Value(String name) {}

    OnnxGraph(String name) {
        graph = OnnxMl.GraphProto.newBuilder().setName(name);
    }

    Value input(String name, long... shape) {
        graph.addInput(floatTensor(name, shape));
        return new Value(name);
    }

    void output(String name, Value value, long... shape) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value.name())
                .addOutput(name));
        graph.addOutput(floatTensor(name, shape));
    }

    /** A weight stored as 16-bit floats, which halves the file, and widened to 32 bits when the session starts. */
    Value weight(String name, HalfTensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(tensor.values());
        initializer(name, OnnxMl.TensorProto.DataType.FLOAT16, bytes, tensor.shape());
        return node("Cast", List.of(new Value(name)), integer("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber()));
    }

    Value constant(float value) {
        return constant(new float[] {value}, new long[0]);
    }

    /** A constant of the given shape; a scalar where no shape is given. */
    Value constant(float[] constants, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * constants.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(constants);
        return initializer(nextName(), OnnxMl.TensorProto.DataType.FLOAT, bytes, shape);
    }

    Value convolution(Value image, Value kernel, Value bias, Convolution geometry) {
        return node(
                "Conv",
                List.of(image, kernel, bias),
                integers("strides", geometry.stride(), geometry.stride()),
                integers("pads", geometry.before(), geometry.before(), geometry.after(), geometry.after()),
                integer("group", geometry.groups()));
    }

    Value clip(Value value, float min, float max) {
        return node("Clip", List.of(value, constant(min), constant(max)));
    }

    /** Mean over height and width: [n, c, h, w] to [n, c]. */
    Value spatialMean(Value image) {
        return node("Flatten", List.of(node("GlobalAveragePool", List.of(image))), integer("axis", 1));
    }

    Value dense(Value value, Value kernel, Value bias) {
        return add(matrixProduct(value, kernel), bias);
    }

    Value matrixProduct(Value left, Value right) {
        return node("MatMul", List.of(left, right));
    }

    Value add(Value left, Value right) {
        return node("Add", List.of(left, right));
    }

    Value subtract(Value left, Value right) {
        return node("Sub", List.of(left, right));
    }

    Value multiply(Value left, Value right) {
        return node("Mul", List.of(left, right));
    }

    Value divide(Value left, Value right) {
        return node("Div", List.of(left, right));
    }

    Value max(Value left, Value right) {
        return node("Max", List.of(left, right));
    }

    Value rectify(Value value) {
        return node("Relu", List.of(value));
    }

    Value sigmoid(Value value) {
        return node("Sigmoid", List.of(value));
    }

    Value log(Value value) {
        return node("Log", List.of(value));
    }

    /** Over the last axis. */
    Value softmax(Value value) {
        return node("Softmax", List.of(value), integer("axis", -1));
    }

    /** Drops the axis. */
    Value sum(Value value, long axis) {
        return node("ReduceSum", List.of(value, axes(axis)), integer("keepdims", 0));
    }

    Value unsqueeze(Value value, long axis) {
        return node("Unsqueeze", List.of(value, axes(axis)));
    }

    Value squeeze(Value value, long axis) {
        return node("Squeeze", List.of(value, axes(axis)));
    }

    Value concatenate(long axis, Value... parts) {
        return node("Concat", Arrays.asList(parts), integer("axis", axis));
    }

    OnnxMl.ModelProto build() {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("oragen")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build();
    }

    private Value node(String operator, List<Value> inputs, OnnxMl.AttributeProto... attributes) {
        String name = nextName();
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs.stream().map(Value::name).toList())
                .addOutput(name)
                .addAllAttribute(Arrays.asList(attributes)));
        return new Value(name);
    }

    private Value axes(long axis) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, axis);
        return initializer(nextName(), OnnxMl.TensorProto.DataType.INT64, bytes, 1);
    }

    private Value initializer(String name, OnnxMl.TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        graph.addInitializer(OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList())
                .setRawData(ByteString.copyFrom(bytes.array())));
        return new Value(name);
    }

    private String nextName() {
        return "value_" + values++;
    }

    private static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static OnnxMl.AttributeProto integers(String name, long... integers) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(integers).boxed().toList())
                .build();
    }

    private static OnnxMl.ValueInfoProto floatTensor(String name, long... shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
        for (long size : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (size == BATCH) {
                dimension.setDimParam("n");
            } else {
                dimension.setDimValue(size);
            }
        }
        OnnxMl.TypeProto.Tensor.Builder tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .setShape(dimensions);
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
