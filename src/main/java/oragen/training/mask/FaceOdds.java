package oragen.training.mask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.encode.VisualEncoder;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.face.mask.MaskPainter;
import oragen.face.mask.PaintStyle;
import oragen.label.Gender;
import oragen.onnx.BundleManifest;
import oragen.onnx.InferenceDevice;
import oragen.onnx.ModelBundle;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import oragen.training.GenderOdds;

/** What the compact bundle's network says of the gender of faces with and without painted masks. */
public final class FaceOdds {
    private static final int VIEWS = 8;

    private final ModelBundle bundle;

    public FaceOdds(ModelBundle bundle) {
        this.bundle = bundle;
    }

    /** @param seed of masks, of styles that no head was trained on, and views */
    public List<GenderOdds> of(List<Photographs> photographs, Gender gender, long seed) {
        BundleManifest manifest = bundle.manifest();
        BundleManifest.VisualEncoder parameters = manifest.visualEncoder();
        BundleManifest.Fusion fusion = manifest.fusion();
        if (parameters == null || fusion == null) {
            throw new InputException("bundle " + manifest.name(), "looks at no faces", "use the bundle compact");
        }
        try (TensorModel detectorModel = bundle.load(manifest.faceDetector().file(), InferenceDevice.CPU, 0);
                TensorModel encoderModel = bundle.load(parameters.file(), InferenceDevice.CPU, 0);
                TensorModel fusionModel = bundle.load(fusion.file(), InferenceDevice.CPU, 0)) {
            FaceDetector detector = new FaceDetector(detectorModel, manifest.faceDetector());
            PaintedFaces painted = new PaintedFaces(
                    new FaceCropper(parameters),
                    new VisualEncoder(encoderModel, parameters),
                    new MaskPainter(PaintStyle.TEST));
            List<Photographs.PictureFace> faces = new ArrayList<>();
            photographs.forEach(part -> faces.addAll(part.faces(detector)));
            List<GenderOdds> odds = new ArrayList<>();
            for (PaintedFaces.Example example : painted.examples(faces, VIEWS, seed)) {
                odds.add(new GenderOdds(gender, maleLogOdds(fusionModel, example.descriptor(), manifest)));
            }
            return odds;
        }
    }

    /** Of a window with one face and no voice. */
    private static double maleLogOdds(TensorModel fusion, float[] descriptor, BundleManifest manifest) {
        int slots = manifest.windows().slots();
        BundleManifest.AudioEncoder audio = manifest.audioEncoder();
        float[] features = new float[slots * descriptor.length];
        System.arraycopy(descriptor, 0, features, 0, descriptor.length);
        float[] present = new float[slots];
        present[0] = 1;
        Map<String, Tensor> inputs = new HashMap<>();
        inputs.put("visual_features", Tensor.of(features, 1, slots, descriptor.length));
        inputs.put("slot_present", Tensor.of(present, 1, slots));
        if (audio != null) {
            int size = audio.featureShape().stream().reduce(1, Math::multiplyExact);
            inputs.put("audio_features", Tensor.of(new float[size], 1, size));
            inputs.put("audio_present", Tensor.of(new float[1], 1));
        }
        Tensor.FloatTensor logits = fusion.run(inputs).get("gender_logits");
        if (logits == null) {
            throw new IllegalStateException("the fusion has no output gender_logits");
        }
        return logits.values()[Gender.MALE.ordinal()] - logits.values()[Gender.FEMALE.ordinal()];
    }
}
