package oragen.pipeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import oragen.encode.AudioEncoder;
import oragen.encode.AudioFeatures;
import oragen.fusion.FusionModel;
import oragen.fusion.WindowFeatures;
import oragen.fusion.WindowPrediction;
import oragen.pipeline.decode.StageClock;
import oragen.window.Window;
import org.jspecify.annotations.Nullable;

/** Complete windows of several clips → audio features → fusion, where anything is to be predicted. */
final class WindowPredictor {
    /**
     * On a CPU one window at a time: wav2vec 2.0's first layers hold over 100 MB for each. With 12 layers in 8 bits,
     * 12 clips on 2 cores took 26.8 s and 2.3 GB one by one, 31.8 s and 3.2 GB by four.
     */
    private static final int AUDIO_BATCH = 1;

    /** More windows than are complete at a time. */
    private static final int GPU_FUSION_BATCH = 1024;

    /** One on a CPU: products of several rows round otherwise, and a prediction would depend on its neighbours. */
    private final int fusedTogether;

    private final @Nullable AudioEncoder audioEncoder;
    private final boolean looks;
    private final int occlusions;
    private final @Nullable FusionModel fusion;
    private final StageClock clock;

    WindowPredictor(LabelModels models, List<Occlusion> occlusions, StageClock clock) {
        this.occlusions = occlusions.size();
        this.audioEncoder = models.audioEncoder();
        this.looks = models.visualPath() != null;
        this.fusion = models.fusion();
        this.clock = clock;
        this.fusedTogether = models.prefersBatches() ? GPU_FUSION_BATCH : 1;
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
        if (!usable.isEmpty()) {
            predictUsable(usable);
        }
        windows.forEach(pending -> pending.session().forget());
    }

    private boolean usable(PendingWindow pending) {
        return hears(pending) || (looks && pending.window().facePresent());
    }

    private boolean hears(PendingWindow pending) {
        return listens() && pending.window().audioPresent();
    }

    private void predictUsable(List<PendingWindow> windows) {
        Iterator<AudioFeatures> heard =
                encodeAudio(windows.stream().filter(this::hears).toList()).iterator();
        long began = System.nanoTime();
        List<EncodedWindow> encoded = new ArrayList<>();
        for (PendingWindow pending : windows) {
            AudioFeatures audio = hears(pending) ? heard.next() : null;
            for (int occlusion = 0; occlusion < occlusions; occlusion++) {
                WindowFeatures features =
                        new WindowFeatures(audio, pending.session().slots(pending.window(), occlusion));
                // A mask may have hidden every face.
                if (features.says()) {
                    encoded.add(new EncodedWindow(pending.session(), pending.window(), occlusion, features));
                }
            }
        }
        List<WindowPrediction> predictions = fuse(encoded);
        for (int i = 0; i < encoded.size(); i++) {
            EncodedWindow window = encoded.get(i);
            window.session().add(window, fusion == null ? null : predictions.get(i));
        }
        clock.add(StageClock.Stage.FUSION, began);
    }

    private List<WindowPrediction> fuse(List<EncodedWindow> windows) {
        List<WindowPrediction> predictions = new ArrayList<>();
        for (int from = 0; fusion != null && from < windows.size(); from += fusedTogether) {
            predictions.addAll(fusion.predict(
                    windows.subList(from, Math.min(windows.size(), from + fusedTogether)).stream()
                            .map(EncodedWindow::features)
                            .toList()));
        }
        return predictions;
    }

    private List<AudioFeatures> encodeAudio(List<PendingWindow> windows) {
        if (audioEncoder == null || windows.isEmpty()) {
            return List.of();
        }
        long began = System.nanoTime();
        List<AudioFeatures> features = new ArrayList<>();
        for (int from = 0; from < windows.size(); from += AUDIO_BATCH) {
            features.addAll(audioEncoder.encode(
                    windows.subList(from, Math.min(windows.size(), from + AUDIO_BATCH)).stream()
                            .map(pending -> pending.session().samples(pending.window()))
                            .toList()));
        }
        clock.add(StageClock.Stage.ENCODE, began);
        return features;
    }
}
