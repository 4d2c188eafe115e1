package oragen.training.mask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.encode.VisualEncoder;
import oragen.encode.VisualFeatures;
import oragen.face.CropRule;
import oragen.face.FaceChoice;
import oragen.face.FaceChooser;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.fusion.FusionModel;
import oragen.fusion.WindowFeatures;
import oragen.label.Gender;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import oragen.paint.MaskPainter;
import oragen.paint.PaintStyle;
import oragen.training.trust.GenderOdds;
import org.jspecify.annotations.Nullable;

/** What the compact bundle's network says of the gender of faces with and without painted masks. */
public final class FaceOdds {
    private static final int PAINTS = 4;

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
            throw new InputException("bundle " + manifest.name(), "has no face encoder", "use the compact bundle");
        }
        try (TensorModel detectorModel = bundle.load(manifest.faceDetector().file(), InferenceDevice.CPU, 0);
                TensorModel encoderModel = bundle.load(parameters.file(), InferenceDevice.CPU, 0);
                TensorModel fusionModel = bundle.load(fusion.file(), InferenceDevice.CPU, 0)) {
            FaceDetector detector = new FaceDetector(detectorModel, manifest.faceDetector());
            FaceViews painted = new FaceViews(
                    new FaceCropper(parameters),
                    detector,
                    List.of(new VisualEncoder(encoderModel, parameters)),
                    new MaskPainter(PaintStyle.TEST));
            List<PictureFace> faces = new ArrayList<>();
            FaceChooser chooser = FaceChooser.of(FaceChoice.LARGEST, new CropRule(parameters.crop()));
            photographs.forEach(part -> faces.addAll(part.faces(detector, chooser)));
            FusionModel model = new FusionModel(fusionModel, manifest, fusion);
            List<GenderOdds> odds = new ArrayList<>();
            for (FaceViews.Example example : painted.examples(faces, PAINTS, seed)) {
                odds.add(new GenderOdds(
                        gender,
                        maleLogOdds(
                                model, example.descriptor(), manifest.windows().slots())));
            }
            return odds;
        }
    }

    /** Of a window with one face and no voice. */
    private static double maleLogOdds(FusionModel fusion, float[] descriptor, int slotCount) {
        List<@Nullable VisualFeatures> slots = new ArrayList<>(Collections.nCopies(slotCount, null));
        slots.set(0, new VisualFeatures(descriptor));
        double[] probabilities =
                fusion.predict(List.of(new WindowFeatures(null, slots))).get(0).genderProbabilities();
        if (probabilities == null) {
            throw new IllegalStateException("the fusion says nothing of the gender of a face");
        }
        return Math.log(probabilities[Gender.MALE.ordinal()] / probabilities[Gender.FEMALE.ordinal()]);
    }
}
