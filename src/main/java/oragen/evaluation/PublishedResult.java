package oragen.evaluation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the paper (Markitantov, Ryumina, Karpov 2026, doi 10.1016/j.eswa.2025.127473), test sets.
 *
 * @param corpus as manifests spell it
 * @param condition modality, or mask type of the speaker
 * @param genderUar in 0 to 1
 * @param maskUar in 0 to 1; null where the paper gives none
 */
public record PublishedResult(
        String corpus,
        String condition,
        double genderUar,
        double ageMaeYears,
        @Nullable Double maskUar) {
    private static final String VOXCELEB2 = "voxceleb2";
    private static final String BRAVE_MASKS = "brave-masks";

    /** The paper's table of modalities, then that of mask types. */
    public static final List<PublishedResult> ALL = List.of(
            new PublishedResult(VOXCELEB2, "both", 0.9951, 5.42, 1.0),
            new PublishedResult(VOXCELEB2, "audio", 0.9000, 9.91, null),
            new PublishedResult(VOXCELEB2, "face", 0.9837, 5.97, null),
            new PublishedResult(BRAVE_MASKS, "both", 0.9663, 7.52, 0.9587),
            new PublishedResult(BRAVE_MASKS, "audio", 0.8622, 11.89, null),
            new PublishedResult(BRAVE_MASKS, "face", 0.9444, 8.71, null),
            new PublishedResult(BRAVE_MASKS, "no_mask", 0.9833, 4.83, null),
            new PublishedResult(BRAVE_MASKS, "tissue", 0.9638, 7.74, null),
            new PublishedResult(BRAVE_MASKS, "medical", 0.9769, 11.12, null),
            new PublishedResult(BRAVE_MASKS, "protective_ffp", 0.9802, 10.44, null),
            new PublishedResult(BRAVE_MASKS, "respirator", 0.9056, 15.27, null),
            new PublishedResult(BRAVE_MASKS, "face_shield", 0.8900, 5.63, null));

    public static Optional<PublishedResult> of(String corpus, String condition) {
        return ALL.stream()
                .filter(result -> result.corpus.equals(corpus) && result.condition.equals(condition))
                .findFirst();
    }
}
