package oragen.spark.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest holds; written as JSON beside it.
 *
 * @param hours of the clips that have an end or a duration, {@code clipsOfKnownLength}
 * @param passedOver files and folders that were not looked at, by reason
 * @param otherKinds files that are neither media nor labels of the format, by ending
 * @param problems by kind: missing_file, ambiguous, unlabelled_file, unlabelled_row, malformed, duplicate, unknown_tag,
 *     unreadable_folder
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
        Map<String, Long> passedOver,
        Map<String, Long> otherKinds,
        Map<String, Long> problems,
        @Nullable String firstProblem) {}
