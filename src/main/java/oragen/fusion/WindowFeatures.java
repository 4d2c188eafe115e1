package oragen.fusion;

import java.util.List;
import java.util.Objects;
import oragen.encode.AudioFeatures;
import oragen.encode.VisualFeatures;
import org.jspecify.annotations.Nullable;

/** Features of one window; null where a modality or a slot is absent. */
public record WindowFeatures(@Nullable AudioFeatures audio, List<@Nullable VisualFeatures> slots) {
    /** Whether any modality is present. */
    public boolean says() {
        return audio != null || slots.stream().anyMatch(Objects::nonNull);
    }
}
