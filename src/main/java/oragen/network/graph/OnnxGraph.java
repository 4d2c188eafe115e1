package oragen.network.graph;

import ai.onnx.proto.OnnxMl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a graph node by node; every method returns the value that its node computes. */
public final class OnnxGraph {
    /** Widely supported; Gelu needs the later one. */
    private static final OperatorSet STANDARD = new OperatorSet(17, 8);

    /** The first with Gelu, which ONNX Runtime then computes in one step. */
    static final OperatorSet WITH_GELU = new OperatorSet(20, 9);

    /** The first with {@code Attention} as ONNX Runtime's CUDA kernels have it; see {@link NetworkGraph}. */
    static final OperatorSet WITH_ATTENTION = new OperatorSet(24, 12);

    /** The size of the batch, in a shape. */
    public static final long BATCH = -1;

    /** Any number of samples, in a shape. */
    static final long SAMPLES = -2;

    /** An optional input that is left out. */
    static final Value ABSENT = new Value("");

    private final OnnxMl.GraphProto.Builder graph;
    private final OperatorSet operatorSet;
    private final TensorStore store;
    private final Set<Value> halves = new HashSet<>();
    private final Map<Value, Value> casts = new HashMap<>();
    private int values;

    /** Version of the operators and the version of the file format that came with it. */
    record OperatorSet(int version, int format) {}

    /** A tensor of the graph. */
    public record Value(String name) {}

    /** A graph that holds its weights. */
    public OnnxGraph(String name) {
        this(name, STANDARD, TensorStore.INLINE);
    }

    public OnnxGraph(String name, OperatorSet operatorSet, TensorStore store) {
        this.graph = OnnxMl.GraphProto.newBuilder().setName(name);
        this.operatorSet = operatorSet;
        this.store = store;
    }

    public Value input(String name, long... shape) {
        graph.addInput(floatTensor(name, shape));
        return new Value(name);
    }

    /** An output of a declared shape. */
    public void output(String name, Value value, long... shape) {
        named(name, value);
        graph.addOutput(floatTensor(name, shape));
    }

    /** An output of whatever shape the nodes give. */
    public void output(String name, Value value) {
        named(name, value);
        OnnxMl.TypeProto.Tensor tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .build();
        graph.addOutput(OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor)));
    }

    private void named(String name, Value value) {
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value.name())
                .addOutput(name));
    }

    /** A weight stored as 16-bit floats, which halves the file, and widened to 32 bits when the session starts. */
    public Value weight(String name, HalfTensor tensor) {
        return widened(halves(name, tensor));
    }

    /** A weight of 16-bit floats as it is. */
    Value halves(String name, HalfTensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(tensor.values());
        return initializer(name, OnnxMl.TensorProto.DataType.FLOAT16, bytes, tensor.shape());
    }

    /** The value in 32 bits: itself where it is. */
    Value widened(Value value) {
        return halves.contains(value) ? cast(value, OnnxMl.TensorProto.DataType.FLOAT) : value;
    }

    /** The value, a floating-point number, in 16 bits: itself where it is; cast once however often it is asked for. */
    Value halved(Value value) {
        return halves.contains(value) ? value : cast(value, OnnxMl.TensorProto.DataType.FLOAT16);
    }

    boolean isHalf(Value value) {
        return halves.contains(value);
    }

    private Value cast(Value value, OnnxMl.TensorProto.DataType type) {
        return casts.computeIfAbsent(value, key -> {
            Value result = node("Cast", List.of(key), integer("to", type.getNumber()));
            if (type == OnnxMl.TensorProto.DataType.FLOAT16) {
                halves.add(result);
            }
            return result;
        });
    }

    public Value constant(float value) {
        return constant(new float[] {value}, new long[0]);
    }

    /** A constant of the given shape; a scalar where no shape is given. */
    public Value constant(float[] constants, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * constants.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(constants);
        return initializer(nextName(), OnnxMl.TensorProto.DataType.FLOAT, bytes, shape);
    }

    public Value convolution(Value image, Value kernel, Value bias, Convolution geometry) {
        return node(
                "Conv",
                List.of(image, kernel, bias),
                integers("strides", geometry.stride(), geometry.stride()),
                integers("pads", geometry.before(), geometry.before(), geometry.after(), geometry.after()),
                integer("group", geometry.groups()));
    }

    public Value clip(Value value, float min, float max) {
        return node("Clip", List.of(value, constant(min), constant(max)));
    }

    /** Mean over height and width: [n, c, h, w] to [n, c]. */
    public Value spatialMean(Value image) {
        return node("Flatten", List.of(node("GlobalAveragePool", List.of(image))), integer("axis", 1));
    }

    /** Largest value over height and width: [n, c, h, w] to [n, c]. */
    public Value spatialMax(Value image) {
        return node("Flatten", List.of(node("GlobalMaxPool", List.of(image))), integer("axis", 1));
    }

    public Value dense(Value value, Value kernel, Value bias) {
        return add(matrixProduct(value, kernel), bias);
    }

    public Value matrixProduct(Value left, Value right) {
        return node("MatMul", List.of(left, right));
    }

    public Value add(Value left, Value right) {
        return node("Add", List.of(left, right));
    }

    public Value subtract(Value left, Value right) {
        return node("Sub", List.of(left, right));
    }

    public Value multiply(Value left, Value right) {
        return node("Mul", List.of(left, right));
    }

    public Value divide(Value left, Value right) {
        return node("Div", List.of(left, right));
    }

    public Value max(Value left, Value right) {
        return node("Max", List.of(left, right));
    }

    public Value rectify(Value value) {
        return node("Relu", List.of(value));
    }

    public Value sigmoid(Value value) {
        return node("Sigmoid", List.of(value));
    }

    public Value log(Value value) {
        return node("Log", List.of(value));
    }

    Value squareRoot(Value value) {
        return node("Sqrt", List.of(value));
    }

    /** A size of {@link #BATCH} is what is left. */
    public Value reshape(Value value, long... shape) {
        return node("Reshape", List.of(value, longs(shape)));
    }

    /** Axes in another order. */
    public Value transpose(Value value, long... axes) {
        return node("Transpose", List.of(value), integers("perm", axes));
    }

    /** Places along an axis, in this order; the axis becomes as many as {@code shape} has. */
    Value gather(Value value, long axis, long[] places, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * places.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(places);
        Value indices = initializer(nextName(), OnnxMl.TensorProto.DataType.INT64, bytes, shape);
        return node("Gather", List.of(value, indices), integer("axis", axis));
    }

    /** Over the last axis. */
    public Value softmax(Value value) {
        return node("Softmax", List.of(value), integer("axis", -1));
    }

    /** Drops the axis. */
    public Value sum(Value value, long axis) {
        return node("ReduceSum", List.of(value, axes(axis)), integer("keepdims", 0));
    }

    public Value unsqueeze(Value value, long axis) {
        return node("Unsqueeze", List.of(value, axes(axis)));
    }

    public Value squeeze(Value value, long axis) {
        return node("Squeeze", List.of(value, axes(axis)));
    }

    public Value concatenate(long axis, Value... parts) {
        return node("Concat", Arrays.asList(parts), integer("axis", axis));
    }

    public OnnxMl.ModelProto build() {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(operatorSet.format())
                .setProducerName("oragen")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(operatorSet.version()))
                .setGraph(graph)
                .build();
    }

    /** A node with one output. */
    Value node(String operator, List<Value> inputs, OnnxMl.AttributeProto... attributes) {
        return nodes(operator, inputs, 1, attributes).get(0);
    }

    /** A node with several outputs. */
    List<Value> nodes(String operator, List<Value> inputs, int outputs, OnnxMl.AttributeProto... attributes) {
        String name = nextName();
        List<Value> results = new ArrayList<>(List.of(new Value(name)));
        for (int output = 1; output < outputs; output++) {
            results.add(new Value(name + "_" + output));
        }
        graph.addNode(OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs.stream().map(Value::name).toList())
                .addAllOutput(results.stream().map(Value::name).toList())
                .addAllAttribute(Arrays.asList(attributes)));
        // All but casts compute in the kind of their first input.
        if (halves.contains(inputs.get(0)) && !operator.equals("Cast")) {
            halves.addAll(results);
        }
        return results;
    }

    private Value axes(long axis) {
        return longs(axis);
    }

    /** A list of 64-bit integers, as shapes and axes are. */
    Value longs(long... constants) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * constants.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(constants);
        return initializer(nextName(), OnnxMl.TensorProto.DataType.INT64, bytes, constants.length);
    }

    /** A tensor of the file; the bytes are row-major and little-endian. */
    Value initializer(String name, OnnxMl.TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList());
        store.put(tensor, bytes);
        graph.addInitializer(tensor);
        if (type == OnnxMl.TensorProto.DataType.FLOAT16) {
            halves.add(new Value(name));
        }
        return new Value(name);
    }

    private String nextName() {
        return "value_" + values++;
    }

    static OnnxMl.AttributeProto integer(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static OnnxMl.AttributeProto integers(String name, long... integers) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(integers).boxed().toList())
                .build();
    }

    static OnnxMl.AttributeProto real(String name, float value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    private static OnnxMl.ValueInfoProto floatTensor(String name, long... shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
        for (long size : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder dimension = dimensions.addDimBuilder();
            if (size == BATCH) {
                dimension.setDimParam("n");
            } else if (size == SAMPLES) {
                dimension.setDimParam("samples");
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
