package oragen.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A network that is asked through the queue of its device. */
final class BatchingModel implements TensorModel {
    /**
     * Batches have 1, 2 or 4 rows or a multiple of these, filled up with zeros: for each new size ONNX Runtime tries out
     * all algorithms that cuDNN has for a convolution (its default, {@code cudnn_conv_algo_search} EXHAUSTIVE).
     */
    private static final int STEP = 8;

    private final DeviceQueue queue;
    private final TensorModel network;
    private final int largestBatch;
    private volatile boolean closed;

    BatchingModel(DeviceQueue queue, TensorModel network, int largestBatch) {
        this.queue = queue;
        this.network = network;
        this.largestBatch = largestBatch;
    }

    int largestBatch() {
        return largestBatch;
    }

    @Override
    public Set<String> inputNames() {
        return network.inputNames();
    }

    @Override
    public boolean isOnGpu() {
        return network.isOnGpu();
    }

    @Override
    public Map<String, Tensor.FloatTensor> run(Map<String, Tensor> inputs) {
        if (!inputNames().equals(inputs.keySet())) {
            throw new IllegalArgumentException("the network needs the inputs " + new TreeSet<>(inputNames())
                    + " but was given " + new TreeSet<>(inputs.keySet()));
        }
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
        return queue.ask(this, TensorBatch.of(inputs));
    }

    /** On a thread of the queue; throws nothing. */
    void answer(List<DeviceQueue.Request> requests) {
        try {
            answerTogether(requests);
        } catch (Throwable e) {
            if (requests.size() == 1) {
                requests.get(0).answer().completeExceptionally(e);
            } else {
                requests.forEach(request -> answer(List.of(request)));
            }
        }
    }

    private void answerTogether(List<DeviceQueue.Request> requests) {
        int rows =
                requests.stream().mapToInt(request -> request.inputs().rows()).sum();
        int size = roundedUp(rows);
        Map<String, Tensor.FloatTensor> outputs = network.run(TensorBatch.joined(
                requests.stream().map(DeviceQueue.Request::inputs).toList(), size));
        List<Map<String, Tensor.FloatTensor>> answers = new ArrayList<>();
        int start = 0;
        for (DeviceQueue.Request request : requests) {
            int end = start + request.inputs().rows();
            answers.add(TensorBatch.rows(outputs, start, end, size));
            start = end;
        }
        // Only once all are there: a request is answered once.
        for (int i = 0; i < answers.size(); i++) {
            requests.get(i).answer().complete(answers.get(i));
        }
    }

    /** @param rows none where a task asked for none */
    static int roundedUp(int rows) {
        return rows <= 4 ? rows == 3 ? 4 : rows : (rows + STEP - 1) / STEP * STEP;
    }

    @Override
    public void close() {
        closed = true;
        queue.refuse(this, "the network is closed");
        network.close();
    }
}
