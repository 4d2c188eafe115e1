package oragen.pipeline;

import java.util.Optional;
import oragen.corpus.Clip;
import oragen.fusion.WindowPrediction;
import org.jspecify.annotations.Nullable;

/** Keeps the features of a clip's windows in a local file until the clip has ended well: they may not fit in memory. */
final class FeatureProduct implements ClipProduct {
    private FeatureFile.@Nullable Writer writer;

    @Override
    public void add(EncodedWindow window, @Nullable WindowPrediction prediction) {
        if (writer == null) {
            writer = FeatureFile.write();
        }
        writer.add(window);
    }

    @Override
    public Optional<ClipOutcome> outcome(Clip clip, ClipOutcome.ClipFacts facts) {
        if (writer == null) {
            return Optional.empty();
        }
        FeatureFile file = writer.complete();
        writer = null;
        return Optional.of(new ClipOutcome.Extracted(clip, facts, file));
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.abandon();
        }
    }
}
