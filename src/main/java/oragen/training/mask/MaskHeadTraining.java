package oragen.training.mask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import oragen.InputException;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.checkpoint.SafetensorsWriter;
import oragen.encode.VisualEncoder;
import oragen.evaluation.ConfusionMatrix;
import oragen.face.CropRule;
import oragen.face.FaceChoice;
import oragen.face.FaceChooser;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.label.MaskType;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import oragen.paint.MaskPainter;
import oragen.paint.PaintStyle;

/** Learns the mask-type head of a bundle whose visual features are one descriptor a frame, on painted faces. */
public final class MaskHeadTraining {
    private static final int TEST_VIEWS = 8;

    private final ModelBundle bundle;
    private final Options options;
    private final Consumer<String> progress;

    /**
     * @param views of each training face with each mask
     * @param steps of the optimiser
     * @param penalty on squared coefficients
     */
    public record Options(int views, int steps, double penalty, long seed) {
        public static final Options DEFAULTS = new Options(16, 300, 1e-3, 1);
    }

    /**
     * What came of it, on faces and paint styles that were not trained on.
     *
     * @param confusion painted type by answered type
     */
    public record Result(int trainFaces, int testFaces, ConfusionMatrix confusion) {}

    public MaskHeadTraining(ModelBundle bundle, Options options, Consumer<String> progress) {
        this.bundle = bundle;
        this.options = options;
        this.progress = progress;
    }

    /** Writes {@code weight} [features, 6] and {@code bias} [6] as safetensors. */
    public Result run(List<Photographs> train, List<Photographs> test, Path output) {
        BundleManifest manifest = bundle.manifest();
        BundleManifest.VisualEncoder parameters = manifest.visualEncoder();
        if (parameters == null || parameters.featureShape().size() != 1) {
            throw new InputException("bundle " + manifest.name(), "has no face descriptor", "use the compact bundle");
        }
        try (TensorModel detectorModel = bundle.load(manifest.faceDetector().file(), InferenceDevice.CPU, 0);
                TensorModel encoderModel = bundle.load(parameters.file(), InferenceDevice.CPU, 0)) {
            FaceDetector detector = new FaceDetector(detectorModel, manifest.faceDetector());
            FaceCropper cropper = new FaceCropper(parameters);
            FaceChooser chooser = FaceChooser.of(FaceChoice.LARGEST, new CropRule(parameters.crop()));
            VisualEncoder encoder = new VisualEncoder(encoderModel, parameters);
            List<Photographs.PictureFace> trainFaces = faces(train, detector, chooser, "--train");
            List<Photographs.PictureFace> testFaces = faces(test, detector, chooser, "--test");
            progress.accept(trainFaces.size() + " training faces, " + testFaces.size() + " test faces");
            List<PaintedFaces.Example> seen = new PaintedFaces(cropper, encoder, new MaskPainter(PaintStyle.TRAIN))
                    .examples(trainFaces, options.views(), options.seed());
            progress.accept(seen.size() + " painted views encoded");
            SoftmaxRegression.Head head = fit(seen, parameters.featureShape().get(0));
            List<PaintedFaces.Example> unseen = new PaintedFaces(cropper, encoder, new MaskPainter(PaintStyle.TEST))
                    .examples(testFaces, TEST_VIEWS, options.seed() + 1);
            write(head, output);
            return new Result(trainFaces.size(), testFaces.size(), confusion(head, unseen));
        }
    }

    private static List<Photographs.PictureFace> faces(
            List<Photographs> photographs, FaceDetector detector, FaceChooser chooser, String option) {
        List<Photographs.PictureFace> faces = new ArrayList<>();
        photographs.forEach(part -> faces.addAll(part.faces(detector, chooser)));
        if (faces.isEmpty()) {
            throw new InputException(
                    option, "no face in these pictures", "choose a region of a picture that shows faces");
        }
        return faces;
    }

    private SoftmaxRegression.Head fit(List<PaintedFaces.Example> examples, int features) {
        int[] targets =
                examples.stream().mapToInt(example -> example.type().ordinal()).toArray();
        return new SoftmaxRegression(features, MaskType.values().length)
                .fit(
                        examples.stream().map(PaintedFaces.Example::descriptor).toList(),
                        targets,
                        options.steps(),
                        options.penalty());
    }

    private static ConfusionMatrix confusion(SoftmaxRegression.Head head, List<PaintedFaces.Example> examples) {
        ConfusionMatrix confusion = ConfusionMatrix.empty(MaskType.values().length);
        for (PaintedFaces.Example example : examples) {
            confusion.add(example.type().ordinal(), head.classify(example.descriptor()), 1);
        }
        return confusion;
    }

    private static void write(SoftmaxRegression.Head head, Path output) {
        int types = head.bias().length;
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("weight", new long[] {head.weights().length / types, types});
        shapes.put("bias", new long[] {types});
        try {
            SafetensorsWriter.write(output, shapes, Map.of("weight", head.weights(), "bias", head.bias()));
        } catch (IOException e) {
            throw new UncheckedIOException(output + " cannot be written", e);
        }
    }
}
