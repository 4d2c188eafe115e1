package oragen.training.mask;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.encode.VisualEncoder;
import oragen.face.CropRule;
import oragen.face.FaceChoice;
import oragen.face.FaceChooser;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.model.compact.FaceHeads;
import oragen.model.compact.OwnAnswers;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import oragen.paint.MaskPainter;
import oragen.paint.PaintStyle;

/**
 * Learns the heads for mask type, age and gender of the compact bundle on faces with and without painted masks; one person
 * in five takes no part and is judged.
 */
public final class FaceHeadsTraining {
    private final ModelBundle bundle;
    private final Options options;
    private final Consumer<String> progress;

    /**
     * @param paints masks of each type on each face
     * @param steps of the optimiser
     * @param penalty on squared coefficients
     */
    public record Options(int paints, int steps, double penalty, long seed) {
        public static final Options DEFAULTS = new Options(1, 200, 0.2, 1);
    }

    /** @param judgement of the persons who took no part */
    public record Result(int learntFaces, int heldOutFaces, HeadJudgement judgement) {}

    public FaceHeadsTraining(ModelBundle bundle, Options options, Consumer<String> progress) {
        this.bundle = bundle;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Writes the heads as safetensors.
     *
     * @param photographs faces of which nothing is known, to learn from too
     */
    public Result run(FaceFolder folder, List<Photographs> photographs, Path output) throws IOException {
        BundleManifest manifest = bundle.manifest();
        BundleManifest.VisualEncoder parameters = manifest.visualEncoder();
        BundleManifest.Fusion fusion = manifest.fusion();
        if (parameters == null || fusion == null || parameters.featureShape().size() != 1) {
            throw new InputException("bundle " + manifest.name(), "has no face descriptor", "use the compact bundle");
        }
        try (TensorModel detectorModel = bundle.load(manifest.faceDetector().file(), InferenceDevice.CPU, 1);
                TensorModel fusionModel = bundle.load(fusion.file(), InferenceDevice.CPU, 1);
                Encoders encoders = Encoders.open(bundle, parameters)) {
            FaceDetector detector = new FaceDetector(detectorModel, manifest.faceDetector());
            FaceChooser chooser = FaceChooser.of(FaceChoice.LARGEST, new CropRule(parameters.crop()));
            List<PictureFace> all = new ArrayList<>(folder.faces(detector, chooser));
            photographs.forEach(part -> all.addAll(part.faces(detector, chooser)));
            List<PictureFace> learnt =
                    all.stream().filter(face -> !face.person().isHeldOut()).toList();
            List<PictureFace> heldOut =
                    all.stream().filter(face -> face.person().isHeldOut()).toList();
            if (learnt.isEmpty()) {
                throw new InputException("--faces", "nobody is left to learn from", "give faces of more persons");
            }
            progress.accept(learnt.size() + " faces to learn from, " + heldOut.size() + " of other persons to judge");
            FaceCropper cropper = new FaceCropper(parameters);
            OwnAnswers own = new OwnAnswers(fusionModel);
            List<FaceViews.Example> seen = views(cropper, detector, encoders.all(), PaintStyle.TRAIN)
                    .examples(learnt, options.paints(), options.seed());
            progress.accept(seen.size() + " views to learn from");
            FaceHeads heads = new HeadFit(own, options).fit(learnt, seen);
            heads.write(output);
            progress.accept("learnt");
            List<FaceViews.Example> unseen =
                    views(cropper, detector, encoders.all(), PaintStyle.TEST).examples(heldOut, 1, options.seed() + 1);
            return new Result(learnt.size(), heldOut.size(), HeadJudgement.of(heads, own, heldOut, unseen));
        }
    }

    private static FaceViews views(
            FaceCropper cropper, FaceDetector detector, List<VisualEncoder> encoders, PaintStyle style) {
        return new FaceViews(cropper, detector, encoders, new MaskPainter(style));
    }

    /** The visual encoder in each precision that ships: the heads must do for all. */
    private record Encoders(List<TensorModel> models, List<VisualEncoder> all) implements AutoCloseable {
        @SuppressWarnings("MustBeClosedChecker") // close() closes them
        static Encoders open(ModelBundle bundle, BundleManifest.VisualEncoder parameters) {
            List<TensorModel> models = new ArrayList<>();
            models.add(bundle.load(parameters.file(), InferenceDevice.CPU, 1));
            bundle.manifest().files().forEach((name, file) -> {
                if (parameters.file().equals(file.replaces())) {
                    models.add(bundle.load(name, InferenceDevice.CPU, 1));
                }
            });
            return new Encoders(
                    models,
                    models.stream()
                            .map(model -> new VisualEncoder(model, parameters))
                            .toList());
        }

        @Override
        public void close() {
            models.forEach(TensorModel::close);
        }
    }
}
