package oragen.training.torch;

import oragen.InputException;
import oragen.onnx.DevicePreference;

/**
 * Where PyTorch runs.
 *
 * @param threads within one operation on the processor; 0 leaves the number to PyTorch, which takes every core
 */
public record Machine(DevicePreference device, int threads) {
    public Machine {
        if (threads < 0) {
            throw new InputException("--threads", Integer.toString(threads), "use 0 (all cores) or more");
        }
    }
}
