package oragen.pipeline;

import java.util.List;
import java.util.Map;
import oragen.bundle.BundleManifest;
import org.jspecify.annotations.Nullable;

/** Manifests of bundles whose networks are formulas: crops of 2 × 2, one feature each, years. */
final class TestingManifest {
    private static final List<Double> HALVES = List.of(0.5, 0.5, 0.5);
    private static final BundleManifest.Fusion YEARS = new BundleManifest.Fusion("fusion.onnx", null, true, null);

    private TestingManifest() {}

    /** Hears and sees. */
    static BundleManifest of(List<BundleManifest.AnchorGrid> detector, BundleManifest.FaceCrop crop) {
        return of(
                detector,
                crop,
                new BundleManifest.AudioEncoder("audio.onnx", "waveform", "features", List.of(1)),
                YEARS,
                null);
    }

    /** Has no voice. */
    static BundleManifest seeing(List<BundleManifest.AnchorGrid> detector, BundleManifest.FaceCrop crop) {
        return of(detector, crop, null, null, YEARS);
    }

    private static BundleManifest of(
            List<BundleManifest.AnchorGrid> detector,
            BundleManifest.FaceCrop crop,
            BundleManifest.@Nullable AudioEncoder audio,
            BundleManifest.@Nullable Fusion fusion,
            BundleManifest.@Nullable Fusion visualHead) {
        return new BundleManifest(
                1,
                "testing",
                "1",
                "",
                new BundleManifest.Windows(4, 2, 1, 4),
                new BundleManifest.VoiceActivity(
                        "vad.onnx",
                        "input",
                        "state",
                        "sr",
                        "output",
                        "stateN",
                        List.of(1, 1),
                        512,
                        64,
                        0.5,
                        0.35,
                        250,
                        100,
                        30),
                new BundleManifest.FaceDetector("detector.onnx", "image", 128, null, 0.5, 0.3, detector),
                audio,
                new BundleManifest.VisualEncoder(
                        "visual.onnx", "crops", "features", List.of(1), 2, 2, "RGB", HALVES, HALVES, crop),
                fusion,
                null,
                visualHead,
                null,
                null,
                Map.of());
    }
}
