package oragen.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one queue of a device: threads of several tasks ask its networks, workers answer what has come to one network in
 * the meantime in one batch. Nobody waits for a batch to fill: while the device is busy requests gather, and while it is
 * idle a request is answered at once. A thread has at most one request here and waits for it, so the queue holds no more
 * than the tasks do.
 *
 * <p>Where a batch fails its requests are run one by one, so that an error reaches the task that caused it and no other.
 * A task that is interrupted leaves the queue.
 */
public final class DeviceQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceQueue.class);

    /** While one has the device compute, the other puts a batch together and copies it to the device and back. */
    private static final int WORKERS = 2;

    private final String device;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final List<Thread> workers = new ArrayList<>();
    private boolean closed;
    private long requestCount;
    private long batchCount;

    /** One call of one thread. */
    record Request(
            BatchingModel network, TensorBatch inputs, CompletableFuture<Map<String, Tensor.FloatTensor>> answer) {}

    /** @param device its name, for threads and messages */
    public DeviceQueue(String device) {
        this(device, WORKERS);
    }

    DeviceQueue(String device, int workerCount) {
        this.device = device;
        for (int i = 0; i < workerCount; i++) {
            Thread worker = new Thread(this::work, "oragen-" + device + "-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /**
     * A network that is asked through this queue; closing it closes the network.
     *
     * @param network whose inputs and outputs all have the batch as their first axis, its rows independent of each other
     * @param largestBatch rows that are run at once, unless one request has more
     */
    public TensorModel batching(TensorModel network, int largestBatch) {
        return new BatchingModel(this, network, largestBatch);
    }

    /** Waits for the answer. */
    Map<String, Tensor.FloatTensor> ask(BatchingModel network, TensorBatch inputs) {
        Request request = new Request(network, inputs, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the queue of " + device + " is closed");
            }
            waiting.add(request);
            notify();
        }
        return new Answer(request.answer()).await(() -> forget(request));
    }

    /** Requests that no worker has taken. */
    synchronized int waitingCount() {
        return waiting.size();
    }

    private synchronized void forget(Request request) {
        waiting.remove(request);
    }

    /** Requests that nobody has begun with fail. */
    void refuse(BatchingModel network, String message) {
        List<Request> refused;
        synchronized (this) {
            refused = waiting.stream()
                    .filter(request -> request.network() == network)
                    .toList();
            waiting.removeAll(refused);
        }
        refused.forEach(request -> request.answer().completeExceptionally(new IllegalStateException(message)));
    }

    private void work() {
        List<Request> batch = take();
        while (!batch.isEmpty()) {
            batch.get(0).network().answer(batch);
            batch = take();
        }
    }

    /** Waits for a request; takes it, and others that fit into one batch with it. Empty once the queue is closed. */
    private synchronized List<Request> take() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody of ours interrupts a worker, and one that ended would leave its tasks waiting for ever.
                LOG.warn("a worker of {} was interrupted, and goes on", device);
            }
        }
        List<Request> batch = new ArrayList<>();
        int rows = 0;
        for (Iterator<Request> requests = waiting.iterator(); requests.hasNext() && !closed; ) {
            Request request = requests.next();
            if (batch.isEmpty() || fits(request, batch.get(0), rows)) {
                batch.add(request);
                rows += request.inputs().rows();
                requests.remove();
            }
        }
        requestCount += batch.size();
        batchCount += batch.isEmpty() ? 0 : 1;
        return batch;
    }

    private static boolean fits(Request request, Request first, int rows) {
        return request.network() == first.network()
                && rows + request.inputs().rows() <= first.network().largestBatch()
                && request.inputs().joins(first.inputs());
    }

    /** Waits for the batches under way; requests that nobody has begun with fail. */
    @Override
    public void close() {
        List<Request> refused;
        synchronized (this) {
            closed = true;
            refused = List.copyOf(waiting);
            waiting.clear();
            notifyAll();
        }
        refused.forEach(request -> request.answer()
                .completeExceptionally(new IllegalStateException("the queue of " + device + " is closed")));
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true; // a network that is freed below a call ends the JVM
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        LOG.info("{} answered {} requests in {} batches", device, requestCount, batchCount);
    }
}
