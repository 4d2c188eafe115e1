package oragen.spark.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.fusion.Modality;
import oragen.run.Product;
import oragen.run.RunRecord;
import oragen.run.RunRecords;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Which run of an output folder is meant. */
final class ChosenRun {
    private ChosenRun() {}

    /** @param key null for the only run, or the only one that both hears and sees */
    static RunRecord of(String output, @Nullable String key, Configuration configuration) {
        List<RunRecord> runs = runs(output, configuration);
        if (runs.isEmpty()) {
            throw new InputException(
                    "--output " + output, "contains no run of label", "use the output folder of label");
        }
        List<RunRecord> meant = key == null
                ? runs
                : runs.stream().filter(run -> run.runKey().equals(key)).toList();
        if (meant.size() > 1) {
            List<RunRecord> both =
                    meant.stream().filter(run -> modality(run) == Modality.BOTH).toList();
            meant = both.size() == 1 ? both : meant;
        }
        if (meant.size() != 1) {
            throw new InputException(
                    key == null ? "--output " + output : "--run " + key,
                    key == null ? "contains " + runs.size() + " runs" : "no such run",
                    "use --run with one of "
                            + runs.stream().map(ChosenRun::named).collect(Collectors.joining(", ")));
        }
        return meant.get(0);
    }

    static List<RunRecord> runs(String output, Configuration configuration) {
        return RunRecords.of(new Path(output), configuration).all().stream()
                .filter(run -> run.product() == Product.PREDICTIONS)
                .toList();
    }

    static Modality modality(RunRecord run) {
        return Modality.valueOf(
                run.options().getOrDefault("modality", Modality.BOTH.label()).toUpperCase(Locale.ROOT));
    }

    private static String named(RunRecord run) {
        Map<String, String> options = new TreeMap<>(run.options());
        options.keySet().retainAll(List.of("protocol", "modality", "occlude"));
        options.values().removeIf(String::isEmpty);
        return run.runKey() + " (" + run.bundleId() + ", " + String.join(", ", options.values()) + ")";
    }
}
