package oragen.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import oragen.bundle.BundleManifest;
import oragen.bundle.BundleManifest.Conversion;
import oragen.bundle.ModelBundle;
import oragen.model.OragenNetworks;
import oragen.network.graph.OnnxGraph;
import oragen.network.graph.OnnxGraph.Value;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;

/** Times the encoders of imported bundles against a plain matrix product of ONNX Runtime, on the same threads. */
public final class EncoderBenchmark {
    private static final int WARM_UP_RUNS = 2;
    private static final int TIMED_RUNS = 7;

    /** Rows, inner and columns of the plain product: those of a feed-forward layer, with more rows to fill threads. */
    private static final int ROWS = 1024;

    private static final int INNER = 1024;
    private static final int COLUMNS = 4096;
    private static final double GIGA = 1e9;

    private EncoderBenchmark() {}

    /**
     * One encoder of one bundle.
     *
     * @param millis median for one window or one frame
     * @param productRatio floating point operations a second, as a part of those of the plain product
     * @param error ‖features − features of the first bundle‖ / ‖features of the first bundle‖
     */
    public record Result(
            String bundle, String encoder, int threads, double millis, double productRatio, double error) {}

    /** Times every encoder of the bundles; the first bundle is what the others' features are held against. */
    public static List<Result> run(List<Path> bundles, int threads) throws IOException {
        double productRate = productRate(threads);
        List<Result> results = new ArrayList<>();
        List<float[]> references = new ArrayList<>();
        for (Path folder : bundles) {
            ModelBundle bundle = ModelBundle.open(folder);
            int position = 0;
            for (Encoder encoder : encoders(bundle.manifest())) {
                Timing timing = time(bundle, encoder, threads);
                if (references.size() <= position) {
                    references.add(timing.features());
                }
                double rate = encoder.gigaflops() / timing.seconds();
                results.add(new Result(
                        bundle.manifest().name(),
                        encoder.name(),
                        threads,
                        timing.seconds() * 1e3,
                        rate / productRate,
                        relativeError(timing.features(), references.get(position))));
                position++;
            }
        }
        return results;
    }

    /** An encoder with the shape of one window or frame. */
    private record Encoder(String name, String file, String input, long[] shape, double gigaflops) {}

    private record Timing(double seconds, float[] features) {}

    private static List<Encoder> encoders(BundleManifest manifest) {
        Conversion conversion = manifest.conversion();
        List<Encoder> encoders = new ArrayList<>();
        BundleManifest.AudioEncoder audio = manifest.audioEncoder();
        if (audio != null && conversion != null) {
            long[] shape = {1, OragenNetworks.WINDOW_SAMPLES};
            encoders.add(new Encoder("window", audio.file(), audio.input(), shape, conversion.windowGigaflops()));
        }
        BundleManifest.VisualEncoder visual = manifest.visualEncoder();
        if (visual != null && conversion != null) {
            long[] shape = {1, 3, visual.height(), visual.width()};
            encoders.add(new Encoder("frame", visual.file(), visual.input(), shape, conversion.frameGigaflops()));
        }
        return encoders;
    }

    private static Timing time(ModelBundle bundle, Encoder encoder, int threads) {
        try (TensorModel model = bundle.load(encoder.file(), InferenceDevice.CPU, threads)) {
            return time(model, Map.of(encoder.input(), random(encoder.shape())));
        }
    }

    private static Timing time(TensorModel model, Map<String, Tensor> inputs) {
        double[] seconds = new double[TIMED_RUNS];
        float[] features = new float[0];
        for (int run = -WARM_UP_RUNS; run < TIMED_RUNS; run++) {
            long began = System.nanoTime();
            Map<String, Tensor.FloatTensor> outputs = model.run(inputs);
            if (run >= 0) {
                seconds[run] = (System.nanoTime() - began) / GIGA;
            }
            features = outputs.values().iterator().next().values();
        }
        Arrays.sort(seconds);
        return new Timing(seconds[TIMED_RUNS / 2], features);
    }

    private static Tensor random(long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-Math.sqrt(3), Math.sqrt(3));
        }
        return Tensor.of(values, shape);
    }

    /** 10^9 operations a second of a product with a constant matrix; only sums of its rows leave the network. */
    private static double productRate(int threads) throws IOException {
        OnnxGraph graph = new OnnxGraph("product");
        Value x = graph.input("x", ROWS, INNER);
        float[] matrix = ((Tensor.FloatTensor) random(INNER, COLUMNS)).values();
        graph.output("sums", graph.sum(graph.matrixProduct(x, graph.constant(matrix, INNER, COLUMNS)), 1), ROWS);
        Path file = Files.createTempFile("oragen-product", ".onnx");
        try {
            Files.write(file, graph.build().toByteArray());
            try (TensorModel model = TensorModel.load(file, InferenceDevice.CPU, threads)) {
                double seconds = time(model, Map.of("x", random(ROWS, INNER))).seconds();
                return 2.0 * ROWS * INNER * COLUMNS / GIGA / seconds;
            }
        } finally {
            Files.delete(file);
        }
    }

    private static double relativeError(float[] features, float[] reference) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < reference.length; i++) {
            difference += Math.pow((double) features[i] - reference[i], 2);
            norm += Math.pow(reference[i], 2);
        }
        return Math.sqrt(difference / norm);
    }
}
