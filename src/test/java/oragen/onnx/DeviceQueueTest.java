package oragen.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One worker on a network that waits to be let go: what comes in the meantime is seen to become a batch. */
final class DeviceQueueTest extends TensorModelContractTest {
    private static final float POISON = -666;

    private final DeviceQueue queue = new DeviceQueue("test", 1);
    private final ExecutorService tasks = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /** Rows of every call of the network. */
    private final List<Long> batches = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        go.countDown();
        tasks.shutdownNow();
        queue.close();
    }

    @Override
    TensorModel doubling() {
        go.countDown();
        return batching(16);
    }

    private TensorModel batching(int largestBatch) {
        return queue.batching(new TestingModel(Set.of("x"), this::doubled), largestBatch);
    }

    private Map<String, Tensor.FloatTensor> doubled(Map<String, Tensor> inputs) {
        Tensor.FloatTensor given = (Tensor.FloatTensor) inputs.get("x");
        batches.add(given.shape()[0]);
        begun.countDown();
        await(go);
        float[] doubled = given.values().clone();
        for (int i = 0; i < doubled.length; i++) {
            if (doubled[i] == POISON) {
                throw new IllegalArgumentException("poisoned");
            }
            doubled[i] *= 2;
        }
        return Map.of("doubled", new Tensor.FloatTensor(given.shape(), doubled));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows [value, value] of so many. */
    private Future<float[]> ask(TensorModel model, float value, int rows) {
        return tasks.submit(() -> {
            float[] values = new float[2 * rows];
            Arrays.fill(values, value);
            return model.run(Map.of("x", Tensor.of(values, rows, 2)))
                    .get("doubled")
                    .values();
        });
    }

    /** Asks once, and when the worker is busy with that so many times more, in this order. */
    private List<Future<float[]>> askWhileBusy(TensorModel model, float[] values, int rows) {
        List<Future<float[]>> answers = new ArrayList<>();
        answers.add(ask(model, 0, 1));
        await(begun);
        for (int i = 0; i < values.length; i++) {
            answers.add(ask(model, values[i], rows));
            waitFor(i + 1);
        }
        return answers;
    }

    private void waitFor(int waiting) {
        while (queue.waitingCount() != waiting) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatComesWhileTheDeviceIsBusyIsOneBatch() throws Exception {
        List<Future<float[]>> answers = askWhileBusy(batching(16), new float[] {1, 2, 3, 4}, 2);
        go.countDown();
        for (int i = 1; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).containsExactly(2 * i, 2 * i, 2 * i, 2 * i);
        }
        assertThat(batches).containsExactly(1L, 8L);
    }

    @Test
    void aBatchIsFilledUpWithZerosToOneOfFewSizes() throws Exception {
        List<Future<float[]>> answers = askWhileBusy(batching(64), new float[] {1, 2, 3}, 3);
        go.countDown();
        assertThat(answers.get(3).get()).containsExactly(6, 6, 6, 6, 6, 6);
        assertThat(batches).containsExactly(1L, 16L);
        assertThat(BatchingModel.roundedUp(0)).isZero();
        assertThat(BatchingModel.roundedUp(3)).isEqualTo(4);
        assertThat(BatchingModel.roundedUp(5)).isEqualTo(8);
        assertThat(BatchingModel.roundedUp(17)).isEqualTo(24);
    }

    @Test
    void noBatchIsLargerThanTheNetworkTakes() throws Exception {
        List<Future<float[]>> answers = askWhileBusy(batching(4), new float[] {1, 2, 3}, 2);
        go.countDown();
        assertThat(answers.get(3).get()).containsExactly(6, 6, 6, 6);
        assertThat(batches).containsExactly(1L, 4L, 2L);
    }

    @Test
    void requestsOfOtherShapesAreNotJoined() throws Exception {
        TensorModel model = batching(16);
        List<Future<float[]>> answers = askWhileBusy(model, new float[] {1}, 2);
        Future<float[]> wide = tasks.submit(() -> model.run(Map.of("x", Tensor.of(new float[] {7, 8, 9}, 1, 3)))
                .get("doubled")
                .values());
        waitFor(2);
        go.countDown();
        assertThat(answers.get(1).get()).containsExactly(2, 2, 2, 2);
        assertThat(wide.get()).containsExactly(14, 16, 18);
        assertThat(batches).containsExactly(1L, 2L, 1L);
    }

    @Test
    void anErrorReachesTheTaskThatCausedItAndNoOther() throws Exception {
        List<Future<float[]>> answers = askWhileBusy(batching(16), new float[] {1, POISON, 3}, 1);
        go.countDown();
        assertThat(answers.get(1).get()).containsExactly(2, 2);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(answers.get(2)::get)
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class)
                .withMessage("poisoned");
        assertThat(answers.get(3).get()).containsExactly(6, 6);
    }

    @Test
    void anInterruptedTaskLeavesTheQueueAndTheOthersGoOn() throws Exception {
        TensorModel model = batching(16);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Future<float[]>> answers = askWhileBusy(model, new float[] {1}, 1);
        Thread cancelled = new Thread(() -> {
            try {
                model.run(Map.of("x", Tensor.of(new float[2], 1, 2)));
            } catch (IllegalStateException e) {
                thrown.set(Thread.currentThread().isInterrupted() ? e : new AssertionError("not interrupted", e));
            }
        });
        cancelled.start();
        waitFor(2);
        cancelled.interrupt();
        cancelled.join();
        assertThat(thrown.get()).hasMessage("interrupted while waiting for a network");
        assertThat(queue.waitingCount()).isEqualTo(1);
        go.countDown();
        assertThat(answers.get(1).get()).containsExactly(2, 2);
        assertThat(batches).containsExactly(1L, 1L);
    }

    @Test
    void closingRefusesWhatNobodyHasBegunAndEndsWhatIsUnderWay() throws Exception {
        List<Future<float[]>> answers = askWhileBusy(batching(16), new float[] {1}, 1);
        Thread closing = new Thread(queue::close);
        closing.start();
        waitFor(0);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(answers.get(1)::get)
                .withMessageContaining("the queue of test is closed");
        go.countDown();
        assertThat(answers.get(0).get()).containsExactly(0, 0);
        closing.join();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> batching(16).run(Map.of("x", Tensor.of(new float[2], 1, 2))))
                .withMessage("the queue of test is closed");
    }

    @Test
    void anOutputWithoutTheBatchAsItsFirstAxisIsAnError() {
        go.countDown();
        TensorModel broken = queue.batching(
                new TestingModel(
                        Set.of("x"), inputs -> Map.of("sum", new Tensor.FloatTensor(new long[] {1}, new float[1]))),
                8);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> broken.run(Map.of("x", Tensor.of(new float[4], 2, 2))))
                .withMessage("output sum [1] is not one of 2 rows");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> broken.run(Map.of("x", new Tensor.FloatTensor(new long[0], new float[1]))))
                .withMessage("not one batch: {x=[]}");
    }
}
