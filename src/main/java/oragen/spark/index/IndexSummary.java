package oragen.spark.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest holds; written as JSON beside it.
 *
 * @param hours of the clips that have a start and an end, {@code clipsOfKnownLength}
 * @param problems by kind: missing_file, unlabelled_file, malformed, duplicate, unknown_tag
 * @param firstProblem the first malformed line, for people
 */
public record IndexSummary(
        String corpus,
        long clips,
        long speakers,
        double hours,
        long clipsOfKnownLength,
        Map<String, Long> subsets,
        Map<String, Long> genders,
        Map<String, Long> ages,
        Map<String, Long> maskTypes,
        Map<String, Long> problems,
        @Nullable String firstProblem) {}
