package oragen.fusion;

import java.util.List;
import oragen.encode.AudioFeatures;
import oragen.encode.VisualFeatures;
import org.jspecify.annotations.Nullable;

/** Features of one window; null where a modality or a slot is absent. */
public record WindowFeatures(@Nullable AudioFeatures audio, List<@Nullable VisualFeatures> slots) {}
