package oragen.spark;

import java.util.HashMap;
import java.util.Map;
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
        return LOADED.computeIfAbsent(
                settings, key -> new LabelModels(BundleCache.open(key.bundleLocation(), configuration), key));
    }

    private static synchronized void closeAll() {
        LOADED.values().forEach(LabelModels::close);
        LOADED.clear();
    }
}
