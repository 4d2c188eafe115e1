package oragen.spark.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import oragen.InputException;
import oragen.pipeline.WindowTable;
import oragen.spark.label.Labelling;
import oragen.spark.label.NamedOptions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of a reading: {@code path}, {@code table}, and those of the command {@code label} that decide a label or
 * how tasks run, under the names that {@link NamedOptions} knows.
 *
 * @param inputs files, folders, globs or manifests
 * @param told what the other options say, by the names of {@link NamedOptions}
 */
record SourceOptions(List<String> inputs, SourceTable table, Map<String, String> told) {
    private static final List<String> OWN = List.of("path", "paths", "table");

    /** What Spark's catalog adds to a table that is created of this source, beside each option once more. */
    private static final Set<String> OF_CATALOG = Set.of(
            TableCatalog.PROP_OWNER,
            TableCatalog.PROP_PROVIDER,
            TableCatalog.PROP_LOCATION,
            TableCatalog.PROP_COMMENT,
            TableCatalog.PROP_EXTERNAL,
            TableCatalog.PROP_IS_MANAGED_LOCATION);

    static SourceOptions of(CaseInsensitiveStringMap given) {
        List<String> inputs = inputs(given);
        Map<String, String> told = new TreeMap<>();
        given.asCaseSensitiveMap().forEach((name, value) -> {
            String plain = name.toLowerCase(Locale.ROOT);
            if (!OWN.contains(plain) && !OF_CATALOG.contains(plain) && !plain.startsWith(TableCatalog.OPTION_PREFIX)) {
                String known = NamedOptions.known(name)
                        .orElseThrow(() -> new InputException(
                                "option " + name,
                                "the source oragen has none of that name",
                                "use path, table, " + String.join(", ", NamedOptions.names())));
                told.put(known, value);
            }
        });
        return new SourceOptions(
                inputs, SourceTable.parse(given.getOrDefault("table", SourceTable.PREDICTIONS.label())), told);
    }

    /** A job of what the options say. */
    Labelling labelling(SparkSession spark) {
        Labelling job = switch (table) {
            case FEATURES -> Labelling.featuresOf(spark);
            case WINDOWS -> Labelling.of(spark).windows(WindowTable.WRITTEN);
            case PREDICTIONS, REJECTS, ALL, CLIPS -> Labelling.of(spark);
        };
        inputs.forEach(job::input);
        told.forEach((name, value) -> NamedOptions.tell(job, name, value));
        return job.waveClips(Integer.MAX_VALUE);
    }

    private static List<String> inputs(CaseInsensitiveStringMap given) {
        List<String> inputs = new ArrayList<>();
        String one = given.get("path");
        String several = given.get("paths"); // as Spark's readers write several paths
        try {
            if (several != null) {
                inputs.addAll(List.of(new ObjectMapper().readValue(several, String[].class)));
            }
        } catch (JsonProcessingException e) {
            throw new InputException("option paths", several, "use path, or load several paths at once", e);
        }
        if (one != null) {
            inputs.add(one);
        }
        if (inputs.isEmpty()) {
            throw new InputException(
                    "option path", "is missing", "name a file, folder, glob or manifest: load(\"/data/clips\")");
        }
        return inputs;
    }
}
