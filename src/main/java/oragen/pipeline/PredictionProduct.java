package oragen.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oragen.corpus.Clip;
import oragen.fusion.WindowPrediction;
import oragen.grouping.ClipPrediction;
import oragen.grouping.WindowGrouping;
import org.jspecify.annotations.Nullable;

/**
 * Groups the predictions of a clip's windows, for each occlusion apart. One under which nothing can be said is kept as such,
 * as long as another one has an answer: what a mask hides counts.
 */
final class PredictionProduct implements ClipProduct {
    private final List<Gathered> gathered = new ArrayList<>();
    private final WindowTable windowTable;

    private record Gathered(Occlusion occlusion, WindowGrouping grouping, List<ClipOutcome.LabelledWindow> windows) {}

    PredictionProduct(LabelSettings settings) {
        this.windowTable = settings.windowTable();
        for (Occlusion occlusion : settings.occlusions()) {
            gathered.add(new Gathered(occlusion, new WindowGrouping(settings.protocol()), new ArrayList<>()));
        }
    }

    @Override
    public void add(EncodedWindow window, @Nullable WindowPrediction prediction) {
        if (prediction == null) {
            throw new IllegalStateException("a window came without a prediction");
        }
        Gathered of = gathered.get(window.occlusion());
        of.grouping().add(prediction);
        if (windowTable == WindowTable.WRITTEN) {
            of.windows().add(new ClipOutcome.LabelledWindow(window.window(), prediction));
        }
    }

    @Override
    public Optional<ClipOutcome> outcome(Clip clip, ClipOutcome.ClipFacts facts) {
        List<ClipOutcome.LabelledView> views = new ArrayList<>();
        boolean answered = false;
        for (Gathered of : gathered) {
            Optional<ClipPrediction> prediction = of.grouping().group();
            answered |= prediction.isPresent();
            views.add(new ClipOutcome.LabelledView(
                    of.occlusion(), prediction.orElse(ClipPrediction.NOTHING), of.windows()));
        }
        return answered ? Optional.of(new ClipOutcome.Labelled(clip, facts, views)) : Optional.empty();
    }

    @Override
    public void close() {
        // it holds memory alone
    }
}
