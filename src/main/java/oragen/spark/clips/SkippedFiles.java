package oragen.spark.clips;

import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oragen.corpus.CorpusPaths;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was not taken for clips.
 *
 * @param passedOver files and folders by reason
 * @param otherKinds files that are no media by the endings of their names, most frequent first
 */
public record SkippedFiles(Map<String, Long> passedOver, Map<String, Long> otherKinds) {
    private static final String OTHER_KIND = "kind ";

    /** The reason for which a file is passed over whose name does not end like those of media. */
    public static String otherKind(String path) {
        if (CorpusPaths.name(path).lastIndexOf('.') < 0) {
            return OTHER_KIND + "no ending";
        }
        String ending = CorpusPaths.ending(path);
        // Numbers and dates are no kind, and there may be as many as files.
        return OTHER_KIND + (ending.matches("(?=.*[a-z])[a-z0-9_]{1,10}") ? "." + ending : "other endings");
    }

    /** @param listed rows with a column {@code passed_over} */
    public static SkippedFiles count(Dataset<Row> listed) {
        Map<String, Long> counts = new HashMap<>();
        for (Row row : listed.filter(col("passed_over").isNotNull())
                .groupBy("passed_over")
                .count()
                .collectAsList()) {
            counts.put(row.getAs("passed_over"), row.getAs("count"));
        }
        return of(counts);
    }

    /** @param counts by the reason in column {@code passed_over} */
    static SkippedFiles of(Map<String, Long> counts) {
        Map<String, Long> passedOver = new TreeMap<>();
        Map<String, Long> kinds = new TreeMap<>();
        counts.forEach((reason, count) -> {
            if (reason.startsWith(OTHER_KIND)) {
                kinds.put(reason.substring(OTHER_KIND.length()), count);
            } else {
                passedOver.put(reason, count);
            }
        });
        return new SkippedFiles(passedOver, mostFrequentFirst(kinds));
    }

    private static Map<String, Long> mostFrequentFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }
}
