package oragen.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import oragen.encode.AudioEncoder;
import oragen.encode.AudioFeatures;
import oragen.fusion.FusionModel;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/** Complete windows of several clips → audio features → fusion, in batches. */
final class WindowPredictor {
    /** 16 windows of wav2vec 2.0 large are 1.4 TFLOP: a batch beyond only holds memory. */
    private static final int BATCH = 16;

    private final @Nullable AudioEncoder audioEncoder;
    private final boolean looks;
    private final FusionModel fusion;
    private final StageClock clock;

    WindowPredictor(LabelModels models, StageClock clock) {
        this.audioEncoder = models.audioEncoder();
        this.looks = models.visualPath() != null;
        this.fusion = models.fusion();
        this.clock = clock;
    }

    /** A window of a clip under way. */
    record PendingWindow(ClipSession session, Window window) {
        /** Windows of a clip that have become complete since the last call. */
        static List<PendingWindow> advance(ClipSession session) {
            return session.advance().stream()
                    .map(window -> new PendingWindow(session, window))
                    .toList();
        }
    }

    boolean listens() {
        return audioEncoder != null;
    }

    /** A window in which every modality of the bundle is absent is not predicted (the reference feeds zeros). */
    void predict(List<PendingWindow> windows) {
        List<PendingWindow> usable = windows.stream().filter(this::usable).toList();
        for (int from = 0; from < usable.size(); from += BATCH) {
            predictBatch(usable.subList(from, Math.min(usable.size(), from + BATCH)));
        }
        windows.forEach(pending -> pending.session().forget());
    }

    private boolean usable(PendingWindow pending) {
        return hears(pending) || (looks && pending.window().facePresent());
    }

    private boolean hears(PendingWindow pending) {
        return listens() && pending.window().audioPresent();
    }

    private void predictBatch(List<PendingWindow> windows) {
        Iterator<AudioFeatures> heard =
                encodeAudio(windows.stream().filter(this::hears).toList()).iterator();
        long began = System.nanoTime();
        List<WindowFeatures> features = new ArrayList<>();
        for (PendingWindow pending : windows) {
            features.add(new WindowFeatures(
                    hears(pending) ? heard.next() : null, pending.session().slots(pending.window())));
        }
        List<WindowPrediction> predictions = fusion.predict(features);
        for (int i = 0; i < windows.size(); i++) {
            windows.get(i).session().addPrediction(windows.get(i).window(), predictions.get(i));
        }
        clock.add(StageClock.Stage.FUSION, began);
    }

    private List<AudioFeatures> encodeAudio(List<PendingWindow> windows) {
        if (audioEncoder == null || windows.isEmpty()) {
            return List.of();
        }
        long began = System.nanoTime();
        List<AudioFeatures> features = audioEncoder.encode(windows.stream()
                .map(pending -> pending.session().samples(pending.window()))
                .toList());
        clock.add(StageClock.Stage.ENCODE, began);
        return features;
    }
}
