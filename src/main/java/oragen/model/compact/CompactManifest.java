package oragen.model.compact;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import oragen.bundle.BundleManifest;
import oragen.label.MaskType;
import oragen.network.graph.SpeechGraph;

/** How the networks of the compact bundle are to be used. */
public final class CompactManifest {
    public static final String VAD = "vad.onnx";
    public static final String FACE_DETECTOR = "face_detector.onnx";
    static final String VISUAL_ENCODER = "visual_encoder.onnx";
    static final String VISUAL_ENCODER_INT8 = "visual_encoder_int8.onnx";
    static final String FUSION = "fusion.onnx";

    /** ImageNet's mean colour in the order blue, green, red, in bytes, which the network was trained with. */
    private static final double[] MEAN_BYTES = {103.939, 116.779, 123.68};

    private static final double LARGEST_BYTE = 255;
    /** BlazeFace's box ends at forehead and chin; ages came out best with a square of 1.2 to 1.3 times its side. */
    private static final BundleManifest.FaceCrop CROP =
            new BundleManifest.FaceCrop(BundleManifest.CropShape.SQUARE, BundleManifest.CropEdge.PADDED, 0.125);

    private static final List<String> GENDERS = List.of("female", "male");

    private CompactManifest() {}

    static BundleManifest of(Map<String, BundleManifest.BundleFile> files) {
        return new BundleManifest(
                1,
                "compact",
                "3.0.0",
                "Gender from voice and face, age and mask type from faces, by small networks.",
                new BundleManifest.Windows(4, 2, 1, DescriptorFusion.SLOTS),
                voiceActivity(),
                faceDetector(),
                CompactVoice.manifest(),
                visualEncoder(),
                seeing(),
                new BundleManifest.Fusion(FUSION, GENDERS, false, null),
                seeing(),
                null,
                null,
                files);
    }

    /** The fusion without a voice answers from the face alone, and without a face from the voice. */
    private static BundleManifest.Fusion seeing() {
        List<String> masks =
                Arrays.stream(MaskType.values()).map(MaskType::label).toList();
        return new BundleManifest.Fusion(FUSION, GENDERS, true, masks);
    }

    public static BundleManifest.VoiceActivity voiceActivity() {
        return new BundleManifest.VoiceActivity(
                VAD,
                SpeechGraph.INPUT,
                SpeechGraph.STATE,
                null,
                SpeechGraph.OUTPUT,
                SpeechGraph.NEXT_STATE,
                List.of(2, 1, SpeechGraph.UNITS),
                SpeechGraph.CHUNK,
                SpeechGraph.CONTEXT,
                0.5,
                0.35,
                250,
                100,
                30);
    }

    public static BundleManifest.FaceDetector faceDetector() {
        return new BundleManifest.FaceDetector(
                FACE_DETECTOR,
                "input:0",
                256,
                128,
                0.3,
                0.3,
                List.of(
                        new BundleManifest.AnchorGrid("Identity:0", "Identity_2:0", 16, 2),
                        new BundleManifest.AnchorGrid("Identity_1:0", "Identity_3:0", 8, 6)));
    }

    private static BundleManifest.VisualEncoder visualEncoder() {
        return new BundleManifest.VisualEncoder(
                VISUAL_ENCODER,
                "crops",
                "visual_features",
                List.of(RegionFeatures.COUNT),
                MobileNetDescriptor.SIDE,
                MobileNetDescriptor.SIDE,
                "BGR",
                List.of(MEAN_BYTES[0] / LARGEST_BYTE, MEAN_BYTES[1] / LARGEST_BYTE, MEAN_BYTES[2] / LARGEST_BYTE),
                List.of(1 / LARGEST_BYTE, 1 / LARGEST_BYTE, 1 / LARGEST_BYTE),
                CROP);
    }
}
