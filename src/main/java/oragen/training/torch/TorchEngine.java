package oragen.training.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.google.errorprone.annotations.MustBeClosed;
import oragen.InputException;
import oragen.onnx.DevicePreference;

/** PyTorch on one device, found on the class path. */
public final class TorchEngine {
    private static final String NAME = "PyTorch";
    private static final String WITHOUT = "build with mvn -Ptrain clean package (train-gpu for CUDA)";

    private final Engine engine;
    private final Device device;

    private TorchEngine(Engine engine, Device device) {
        this.engine = engine;
        this.device = device;
    }

    /** A program that was built without PyTorch is an error that names the profile. The first call decides threads. */
    public static TorchEngine start(Machine machine) {
        DevicePreference preference = machine.device();
        // DJL asks the network for engines and reports its use unless told otherwise before it starts.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (machine.threads() > 0) {
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(machine.threads()));
        }
        if (!Engine.hasEngine(NAME)) {
            throw new InputException("train", "this jar was built without PyTorch", WITHOUT);
        }
        Engine engine = Engine.getEngine(NAME);
        boolean gpu = engine.getGpuCount() > 0;
        if (preference == DevicePreference.GPU && !gpu) {
            throw new InputException(
                    "--device gpu",
                    "PyTorch sees no CUDA device",
                    "use --device cpu, or build with mvn -Ptrain-gpu clean package for a machine with a GPU");
        }
        return new TorchEngine(engine, gpu && preference != DevicePreference.CPU ? Device.gpu() : Device.cpu());
    }

    /** The version that was loaded, and where it runs, for people. */
    public String description() {
        return "PyTorch " + engine.getVersion() + ", " + device;
    }

    public @MustBeClosed NDManager newManager() {
        return engine.newBaseManager(device);
    }

    /** One at a time. */
    public @MustBeClosed GradientCollector collectGradients() {
        return engine.newGradientCollector();
    }

    /** Decides what dropout will leave out. */
    public void seed(long seed) {
        engine.setRandomSeed((int) (seed ^ (seed >>> 32)));
    }
}
