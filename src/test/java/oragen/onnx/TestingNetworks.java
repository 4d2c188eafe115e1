package oragen.onnx;

import com.google.errorprone.annotations.MustBeClosed;
import java.nio.file.Path;

/** Loads networks that no bundle holds. */
public final class TestingNetworks {
    private TestingNetworks() {}

    @MustBeClosed
    public static TensorModel load(Path file) {
        return OnnxModel.load(file.getParent(), file.getFileName().toString(), DevicePreference.CPU, 2);
    }
}
