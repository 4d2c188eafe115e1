package oragen.training.feature;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import oragen.network.FusionSize;
import org.jspecify.annotations.Nullable;

/** Batches of a stream; the next one is read and widened on a thread of its own while the last is trained. */
public final class BatchSource implements AutoCloseable {
    private final WindowStream stream;
    private final FusionSize size;
    private final int windows;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "features");
        thread.setDaemon(true);
        return thread;
    });
    private Future<@Nullable WindowBatch> ahead;

    /** Takes the stream over. */
    public BatchSource(WindowStream stream, FusionSize size, int windows) {
        this.stream = stream;
        this.size = size;
        this.windows = windows;
        this.ahead = reader.submit(this::read);
    }

    private @Nullable WindowBatch read() {
        List<FeatureWindow> batch = stream.next(windows);
        return batch.isEmpty() ? null : WindowBatch.of(batch, size);
    }

    /** The next batch, the last one perhaps smaller; null after that. */
    public @Nullable WindowBatch next() {
        try {
            WindowBatch batch = ahead.get();
            if (batch != null) {
                ahead = reader.submit(this::read);
            }
            return batch;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("features cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while features were read", e);
        }
    }

    @Override
    public void close() {
        reader.submit(stream::close);
        reader.shutdown();
    }
}
