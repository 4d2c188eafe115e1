package oragen.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Named tensors with the same number of rows: the first axis of each.
 *
 * @param tensors not copied
 */
record TensorBatch(Map<String, Tensor> tensors, int rows) {
    static TensorBatch of(Map<String, Tensor> tensors) {
        long[] rows = tensors.values().stream()
                .mapToLong(tensor -> tensor.shape().length == 0 ? -1 : tensor.shape()[0])
                .distinct()
                .toArray();
        if (rows.length != 1 || rows[0] < 0) {
            throw new IllegalArgumentException("not one batch: " + shapes(tensors));
        }
        return new TensorBatch(tensors, Math.toIntExact(rows[0]));
    }

    private static Map<String, String> shapes(Map<String, Tensor> tensors) {
        Map<String, String> shapes = new TreeMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, Arrays.toString(tensor.shape())));
        return shapes;
    }

    /** Whether it can be in one batch with another: the same names, with rows of the same kind and shape. */
    boolean joins(TensorBatch other) {
        return rowKinds().equals(other.rowKinds());
    }

    private Map<String, String> rowKinds() {
        Map<String, String> kinds = new TreeMap<>();
        tensors.forEach((name, tensor) ->
                kinds.put(name, tensor.getClass().getSimpleName() + Arrays.toString(rowShape(tensor))));
        return kinds;
    }

    private static long[] rowShape(Tensor tensor) {
        return Arrays.copyOfRange(tensor.shape(), 1, tensor.shape().length);
    }

    /** One after the other, with rows of zeros behind them up to {@code size}; new arrays unless it is one that fits. */
    static Map<String, Tensor> joined(List<TensorBatch> batches, int size) {
        TensorBatch first = batches.get(0);
        if (batches.size() == 1 && first.rows == size) {
            return first.tensors;
        }
        Map<String, Tensor> joined = new LinkedHashMap<>();
        first.tensors.forEach((name, tensor) -> {
            List<Tensor> parts = batches.stream()
                    .map(batch -> Objects.requireNonNull(batch.tensors.get(name), name))
                    .toList();
            joined.put(name, joined(parts, rowShape(tensor), size));
        });
        return joined;
    }

    private static Tensor joined(List<Tensor> parts, long[] rowShape, int size) {
        long[] shape = new long[rowShape.length + 1];
        shape[0] = size;
        System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
        int values = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        if (parts.get(0) instanceof Tensor.FloatTensor) {
            float[] all = new float[values];
            int end = 0;
            for (Tensor part : parts) {
                float[] some = ((Tensor.FloatTensor) part).values();
                System.arraycopy(some, 0, all, end, some.length);
                end += some.length;
            }
            return new Tensor.FloatTensor(shape, all);
        }
        long[] all = new long[values];
        int end = 0;
        for (Tensor part : parts) {
            long[] some = ((Tensor.LongTensor) part).values();
            System.arraycopy(some, 0, all, end, some.length);
            end += some.length;
        }
        return new Tensor.LongTensor(shape, all);
    }

    /**
     * Some rows of each output; new arrays unless they are all.
     *
     * @param size rows that each output must have
     */
    static Map<String, Tensor.FloatTensor> rows(Map<String, Tensor.FloatTensor> outputs, int start, int end, int size) {
        Map<String, Tensor.FloatTensor> rows = new LinkedHashMap<>();
        outputs.forEach((name, output) -> rows.put(name, rows(name, output, start, end, size)));
        return rows;
    }

    private static Tensor.FloatTensor rows(String name, Tensor.FloatTensor output, int start, int end, int size) {
        if (output.shape().length == 0 || output.shape()[0] != size) {
            throw new IllegalStateException(
                    "output " + name + " " + Arrays.toString(output.shape()) + " is not one of " + size + " rows");
        }
        if (start == 0 && end == size) {
            return output;
        }
        int row = output.values().length / size;
        long[] shape = output.shape().clone();
        shape[0] = (long) end - start;
        return new Tensor.FloatTensor(shape, Arrays.copyOfRange(output.values(), start * row, end * row));
    }
}
