package oragen.benchmark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.errorprone.annotations.MustBeClosed;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import oragen.onnx.InferenceDevice;

/** A network in ONNX Runtime alone, without DJL, queue and tensors of ours: what a program can reach with the file. */
final class BareSession implements AutoCloseable {
    private final OrtSession session;

    private BareSession(OrtSession session) {
        this.session = session;
    }

    @MustBeClosed
    static BareSession open(Path file, InferenceDevice device) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (device.isGpu()) {
                options.addCUDA(device.gpu());
            }
            return new BareSession(OrtEnvironment.getEnvironment().createSession(file.toString(), options));
        } catch (OrtException e) {
            throw new IllegalStateException(file + " cannot be loaded", e);
        }
    }

    /** Runs on the same input, which is copied to the device once a run, and copies the outputs back. */
    long run(String input, float[] values, long[] shape, Deadline deadline) {
        long runs = 0;
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape)) {
            Map<String, OnnxTensor> inputs = Map.of(input, tensor);
            while (!deadline.isReached()) {
                session.run(inputs).close();
                runs++;
            }
            return runs;
        } catch (OrtException e) {
            throw new IllegalStateException("a run of " + input + " failed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a session cannot be closed", e);
        }
    }
}
