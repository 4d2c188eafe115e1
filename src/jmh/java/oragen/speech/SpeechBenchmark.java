package oragen.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import oragen.bundle.ModelBundle;
import oragen.onnx.InferenceDevice;
import oragen.onnx.TensorModel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Voice activity of ten seconds, with the compact bundle on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpeechBenchmark {
    private static final int SAMPLES = 160_000;

    private final ModelBundle bundle = ModelBundle.open(Path.of("models", "compact"));
    private final TensorModel model = open();
    private final float[] noise = noise();

    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes it
    private TensorModel open() {
        return bundle.load(bundle.manifest().voiceActivity().file(), InferenceDevice.CPU, 1);
    }

    private static float[] noise() {
        Random random = new Random(1);
        float[] samples = new float[SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        return samples;
    }

    @Benchmark
    public List<SpeechSegment> tenSeconds() {
        SpeechDetector detector =
                new SpeechDetector(model, bundle.manifest().voiceActivity());
        detector.add(noise);
        return detector.finish();
    }

    @TearDown
    public void close() {
        model.close();
    }
}
