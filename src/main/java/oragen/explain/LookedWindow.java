package oragen.explain;

import oragen.fusion.WindowPrediction;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/** A window with what the run's network says of it, and what voice and face say alone; null where they say nothing. */
record LookedWindow(
        Window window,
        WindowPrediction said,
        @Nullable WindowPrediction voice,
        @Nullable WindowPrediction face) {}
