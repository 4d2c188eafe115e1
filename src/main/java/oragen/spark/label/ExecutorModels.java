package oragen.spark.label;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import oragen.InputException;
import oragen.bundle.BundleCache;
import oragen.bundle.ModelBundle;
import oragen.onnx.InferenceDevice;
import oragen.pipeline.LabelModels;
import oragen.pipeline.LabelSettings;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one static state of the program: the networks of this JVM, loaded once a device for all its tasks. */
public final class ExecutorModels {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorModels.class);
    private static final Map<Key, LabelModels> LOADED = new HashMap<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExecutorModels::closeAll, "oragen-close-models"));
    }

    private record Key(LabelSettings.Networks networks, int gpu) {}

    private ExecutorModels() {}

    /** Loads on first use, on the device of the calling task; the models stay open until the JVM ends. */
    public static synchronized LabelModels of(LabelSettings settings, Configuration configuration) {
        InferenceDevice device = device(settings);
        if (ending) {
            throw new IllegalStateException("this JVM is ending: no network is loaded any more");
        }
        Key key = new Key(settings.networks(), device.gpu());
        LabelModels loaded = LOADED.get(key);
        if (loaded == null) {
            LOG.info("running networks on {}: {}", device.isGpu() ? "GPU " + device.gpu() : "CPU", device.reason());
            loaded = load(settings, device, configuration);
            LOADED.put(key, loaded);
        }
        return loaded.with(settings);
    }

    private static InferenceDevice device(LabelSettings settings) {
        TaskContext task = TaskContext.get();
        return InferenceDevice.choose(settings.device(), given(task), task == null ? 0 : task.partitionId());
    }

    /** The GPU that decodes for the calling task: that of its networks; with networks on the processor the one given. */
    static int decodingGpu(LabelSettings settings) {
        InferenceDevice device = device(settings);
        return device.isGpu() ? device.gpu() : given(TaskContext.get()).orElse(0);
    }

    private static OptionalInt given(@Nullable TaskContext task) {
        return task == null ? OptionalInt.empty() : gpu(task);
    }

    /** The GPU that Spark has given to a task; tasks with a part of one each get the same. */
    private static OptionalInt gpu(TaskContext task) {
        ResourceInformation gpu = task.resourcesJMap().get("gpu");
        if (gpu == null || gpu.addresses().length == 0) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(gpu.addresses()[0]));
        } catch (NumberFormatException e) {
            throw new InputException(
                    "spark resource gpu",
                    "the address " + gpu.addresses()[0] + " is not a number",
                    "make the discovery script print CUDA device numbers",
                    e);
        }
    }

    private static LabelModels load(LabelSettings settings, InferenceDevice device, Configuration configuration) {
        ModelBundle bundle = BundleCache.open(settings.bundleLocation(), configuration);
        if (!bundle.checksum().equals(settings.bundleChecksum())) {
            throw new InputException(
                    "--bundle " + settings.bundleLocation(),
                    "is " + bundle.checksum() + " here, but " + settings.bundleChecksum() + " on the driver",
                    "use the same bundle on every machine, and do not change it during a run");
        }
        return new LabelModels(bundle, settings, device);
    }

    /** Waits for the calls under way; from now on tasks of this JVM can use and load no network. */
    public static synchronized void closeAll() {
        ending = true;
        LOADED.values().forEach(LabelModels::close);
        LOADED.clear();
    }
}
