package oragen.onnx;

import java.util.OptionalInt;
import oragen.InputException;

/**
 * Where networks run.
 *
 * @param gpu number of a CUDA device, or {@link #PROCESSOR}
 * @param reason why it was chosen, for people
 */
public record InferenceDevice(int gpu, String reason) {
    private static final int PROCESSOR = -1;

    public static final InferenceDevice CPU = new InferenceDevice(PROCESSOR, "asked for");

    public boolean isGpu() {
        return gpu != PROCESSOR;
    }

    /** Whether tasks with this preference run on the processor, as far as this machine can tell. */
    public static boolean isProcessor(DevicePreference preference) {
        return switch (preference) {
            case CPU -> true;
            case AUTO -> OnnxModel.gpuCount() == 0;
            case GPU -> false;
        };
    }

    /**
     * The device of one task on this machine.
     *
     * @param given number of the GPU that the scheduler has given to the task; nothing where it schedules none
     * @param task number of the task: without a scheduler tasks are spread over the GPUs
     */
    public static InferenceDevice choose(DevicePreference preference, OptionalInt given, int task) {
        int visible = preference == DevicePreference.CPU ? 0 : OnnxModel.gpuCount();
        return choose(preference, visible, given, task);
    }

    static InferenceDevice choose(DevicePreference preference, int visible, OptionalInt given, int task) {
        return switch (preference) {
            case CPU -> CPU;
            case AUTO ->
                visible == 0
                        ? new InferenceDevice(PROCESSOR, "ONNX Runtime sees no CUDA device")
                        : gpu(visible, given, task);
            case GPU -> {
                if (visible == 0) {
                    throw new InputException(
                            "--device gpu",
                            "ONNX Runtime sees no CUDA device",
                            "use --device cpu, or build with mvn -Pgpu package and run on a machine with a GPU");
                }
                yield gpu(visible, given, task);
            }
        };
    }

    private static InferenceDevice gpu(int visible, OptionalInt given, int task) {
        if (given.isEmpty()) {
            return new InferenceDevice(
                    Math.floorMod(task, visible), "one of " + visible + " visible; Spark does not schedule GPUs");
        }
        if (given.getAsInt() >= visible) {
            throw new InputException(
                    "--device",
                    "Spark gave the task GPU " + given.getAsInt() + ", and ONNX Runtime sees " + visible,
                    "make the discovery script number GPUs like CUDA_VISIBLE_DEVICES");
        }
        return new InferenceDevice(given.getAsInt(), "assigned by Spark");
    }
}
