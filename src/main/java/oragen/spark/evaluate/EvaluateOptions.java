package oragen.spark.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import oragen.report.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked of {@code evaluate}.
 *
 * @param predictions output folder of {@code label}, or its folder {@code predictions}
 * @param output folder that gets the tables and the report; they are replaced
 * @param labels manifest whose labels count instead of those in the predictions; null for those
 * @param train manifests or output folders of {@code label} with the training set that clips without a prediction are
 *     imputed from under the protocol {@code paper}; none for no imputation
 * @param compare output folder of {@code label}, or the key of a run in {@code predictions}; null for no comparison
 * @param by further columns to slice by
 * @param names of runs by their key, for people; a run without one is told by its key
 * @param formats of the report's tables beside the page
 * @param faces whether clips are shown with their faces; null for none
 * @param resamples draws of speakers, which {@code seed} fixes
 */
public record EvaluateOptions(
        String predictions,
        String output,
        @Nullable String labels,
        List<String> train,
        @Nullable String compare,
        List<String> by,
        Map<String, String> names,
        Set<TableFormat> formats,
        @Nullable Faces faces,
        int resamples,
        long seed) {
    public static final int DEFAULT_RESAMPLES = 1000;
    public static final long DEFAULT_SEED = 1;

    /** What a shell leaves as it is. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

    /** @param bundle folder of the runs' bundle; null for the embedded one */
    public record Faces(@Nullable String bundle) {}

    public EvaluateOptions {
        train = List.copyOf(train);
        by = List.copyOf(by);
        names = Map.copyOf(names);
        formats = Set.copyOf(formats);
    }

    /** The default of every option. */
    public static EvaluateOptions of(String predictions, String output) {
        return new EvaluateOptions(
                predictions,
                output,
                null,
                List.of(),
                null,
                List.of(),
                Map.of(),
                Set.of(),
                null,
                DEFAULT_RESAMPLES,
                DEFAULT_SEED);
    }

    /** The command that evaluates so, as a shell reads it, without what it does anyway. */
    String command() {
        List<String> words = new ArrayList<>(List.of("oragen", "evaluate"));
        add(words, "--predictions", predictions);
        add(words, "--output", output);
        add(words, "--labels", labels);
        train.forEach(set -> add(words, "--train", set));
        add(words, "--compare", compare);
        by.forEach(column -> add(words, "--by", column));
        new TreeMap<>(names).forEach((run, name) -> add(words, "--name", run + "=" + name));
        String tables = formats.stream()
                .sorted()
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
        add(words, "--format", tables.isEmpty() ? null : tables);
        if (faces != null) {
            words.add("--faces");
            add(words, "--bundle", faces.bundle());
        }
        add(words, "--resamples", resamples == DEFAULT_RESAMPLES ? null : Integer.toString(resamples));
        add(words, "--seed", seed == DEFAULT_SEED ? null : Long.toString(seed));
        return String.join(" ", words);
    }

    private static void add(List<String> words, String option, @Nullable String value) {
        if (value != null) {
            words.add(option);
            words.add(PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'");
        }
    }

    /** The same, sliced by further columns. */
    public EvaluateOptions by(List<String> columns) {
        return new EvaluateOptions(
                predictions, output, labels, train, compare, columns, names, formats, faces, resamples, seed);
    }
}
