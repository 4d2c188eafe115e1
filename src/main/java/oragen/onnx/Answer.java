package oragen.onnx;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What a thread waits for. */
record Answer(CompletableFuture<Map<String, Tensor.FloatTensor>> future) {
    /** The answer, or the error of the network as the network threw it. */
    Map<String, Tensor.FloatTensor> await(Runnable forget) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            forget.run();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a network", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                failed.addSuppressed(new IllegalStateException("asked here", e));
                throw failed;
            }
            throw new IllegalStateException("a network failed", e.getCause());
        }
    }
}
