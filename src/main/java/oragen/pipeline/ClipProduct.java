package oragen.pipeline;

import java.util.Optional;
import oragen.corpus.Clip;
import oragen.fusion.WindowPrediction;
import org.jspecify.annotations.Nullable;

/** Gathers what comes of the windows of one clip. */
interface ClipProduct extends AutoCloseable {
    /** @param prediction null where nothing is predicted */
    void add(EncodedWindow window, @Nullable WindowPrediction prediction);

    /** The clip's outcome, or nothing where no window was added; at most once. */
    Optional<ClipOutcome> outcome(Clip clip, ClipOutcome.ClipFacts facts);

    /** Gives up what no outcome holds. */
    @Override
    void close();

    static ClipProduct of(LabelSettings settings) {
        return switch (settings.product()) {
            case PREDICTIONS -> new PredictionProduct(settings);
            case FEATURES -> new FeatureProduct();
        };
    }
}
