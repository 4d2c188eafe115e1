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
import oragen.encode.VisualEncoder;
import oragen.exchange.checkpoint.SafetensorsWriter;
import oragen.face.FaceCropper;
import oragen.face.FaceDetector;
import oragen.face.mask.MaskPainter;
import oragen.face.mask.PaintStyle;
import oragen.label.MaskType;
import oragen.onnx.BundleManifest;
import oragen.onnx.InferenceDevice;
import oragen.onnx.ModelBundle;
import oragen.onnx.TensorModel;

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
    public record Result(int trainFaces, int testFaces, long[][] confusion) {
        /** Mean recall of the six types. */
        public double unweightedAverageRecall() {
            double sum = 0;
            for (int type = 0; type < confusion.length; type++) {
                sum += recall(type);
            }
            return sum / confusion.length;
        }

        public double recall(int type) {
            long total = 0;
            for (long count : confusion[type]) {
                total += count;
            }
            return confusion[type][type] / (double) Math.max(1, total);
        }
    }

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
            throw new InputException(
                    "bundle " + manifest.name(), "has no descriptor of faces", "use the bundle compact");
        }
        try (TensorModel detectorModel = bundle.load(manifest.faceDetector().file(), InferenceDevice.CPU, 0);
                TensorModel encoderModel = bundle.load(parameters.file(), InferenceDevice.CPU, 0)) {
            FaceDetector detector = new FaceDetector(detectorModel, manifest.faceDetector());
            FaceCropper cropper = new FaceCropper(parameters);
            VisualEncoder encoder = new VisualEncoder(encoderModel, parameters);
            List<Photographs.PictureFace> trainFaces = faces(train, detector, "--train");
            List<Photographs.PictureFace> testFaces = faces(test, detector, "--test");
            progress.accept(trainFaces.size() + " faces to train on, " + testFaces.size() + " to test on");
            List<PaintedFaces.Example> seen = new PaintedFaces(cropper, encoder, new MaskPainter(PaintStyle.TRAIN))
                    .examples(trainFaces, options.views(), options.seed());
            progress.accept(seen.size() + " painted views are described");
            SoftmaxRegression.Head head = fit(seen, parameters.featureShape().get(0));
            List<PaintedFaces.Example> unseen = new PaintedFaces(cropper, encoder, new MaskPainter(PaintStyle.TEST))
                    .examples(testFaces, TEST_VIEWS, options.seed() + 1);
            write(head, output);
            return new Result(trainFaces.size(), testFaces.size(), confusion(head, unseen));
        }
    }

    private static List<Photographs.PictureFace> faces(
            List<Photographs> photographs, FaceDetector detector, String option) {
        List<Photographs.PictureFace> faces = new ArrayList<>();
        photographs.forEach(part -> faces.addAll(part.faces(detector)));
        if (faces.isEmpty()) {
            throw new InputException(option, "no face on these pictures", "name a part of a picture that shows some");
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

    private static long[][] confusion(SoftmaxRegression.Head head, List<PaintedFaces.Example> examples) {
        int types = MaskType.values().length;
        long[][] confusion = new long[types][types];
        for (PaintedFaces.Example example : examples) {
            confusion[example.type().ordinal()][head.classify(example.descriptor())]++;
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
