package oragen.spark;

import java.util.HashMap;
import java.util.Map;
import oragen.InputException;
import oragen.onnx.ModelBundle;
import org.apache.hadoop.conf.Configuration;

/** The one static state of the program: the networks of this JVM, loaded once for all its tasks. */
final class ExecutorModels {
    private static final Map<LabelSettings, LabelModels> LOADED = new HashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExecutorModels::closeAll, "oragen-close-models"));
    }

    private ExecutorModels() {}

    /** Loads on first use; the models stay open until the JVM ends. */
    static synchronized LabelModels of(LabelSettings settings, Configuration configuration) {
        return LOADED.computeIfAbsent(settings, key -> load(key, configuration));
    }

    private static LabelModels load(LabelSettings settings, Configuration configuration) {
        ModelBundle bundle = BundleCache.open(settings.bundleLocation(), configuration);
        if (!bundle.checksum().equals(settings.bundleChecksum())) {
            throw new InputException(
                    "--bundle " + settings.bundleLocation(),
                    "is " + bundle.checksum() + " here, but " + settings.bundleChecksum() + " on the driver",
                    "give every machine the same bundle, and do not change it during a run");
        }
        return new LabelModels(bundle, settings);
    }

    private static synchronized void closeAll() {
        LOADED.values().forEach(LabelModels::close);
        LOADED.clear();
    }
}
