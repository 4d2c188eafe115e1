package oragen.training.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well the windows of an epoch were mixed.
 *
 * @param corpora batches with windows of several corpora; null where the training set is of one
 * @param masks batches with windows of several mask types; null where it has one
 */
public record Mixing(@Nullable Share corpora, @Nullable Share masks) {
    /**
     * A part of the batches.
     *
     * @param atRandom what it would be expected to be if batches were drawn from the whole training set
     */
    public record Share(double batches, double atRandom) {
        private String told() {
            return String.format(Locale.ROOT, "%.1f %% (%.1f %% if drawn at random)", 100 * batches, 100 * atRandom);
        }
    }

    /** For people; nothing where there is nothing to mix. */
    public Optional<String> told() {
        List<String> shares = new ArrayList<>();
        if (corpora != null) {
            shares.add("several corpora " + corpora.told());
        }
        if (masks != null) {
            shares.add("several mask types " + masks.told());
        }
        return shares.isEmpty() ? Optional.empty() : Optional.of("batches with " + String.join(", with ", shares));
    }
}
