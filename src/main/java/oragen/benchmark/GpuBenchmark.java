package oragen.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.bundle.NetworkPrecision;
import oragen.media.WaveformPiece;
import oragen.onnx.DevicePreference;
import oragen.onnx.DeviceQueue;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Tensor;
import oragen.onnx.TensorModel;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a bundle on one device: rows a second as the tasks of {@code label} ask for them, against ONNX Runtime
 * alone with the same files, which runs one full batch after the other. Inputs are random and made before.
 */
public final class GpuBenchmark {
    /** Rows of a batch of ONNX Runtime alone; more did not pay on any GPU that its authors publish figures of. */
    private static final int GPU_BATCH = 32;

    private static final double WARM_UP_PART = 0.2;

    private final ModelBundle bundle;
    private final Path folder;
    private final InferenceDevice device;
    private final NetworkPrecision precision;
    private final int threads;

    /**
     * @param folder of the bundle
     * @param threads that ask, as many as a device has tasks
     * @throws oragen.InputException where the device is not there
     */
    public GpuBenchmark(Path folder, DevicePreference preference, int threads) {
        this.device = InferenceDevice.choose(preference, OptionalInt.empty(), 0);
        this.bundle = ModelBundle.open(folder);
        this.folder = folder;
        this.precision = device.isGpu() && bundle.manifest().has(NetworkPrecision.FP16)
                ? NetworkPrecision.FP16
                : NetworkPrecision.FP32;
        this.threads = threads;
    }

    /**
     * Rows a second of one network.
     *
     * @param unit what a row is
     * @param busy part of the time in which the GPU was busy with ours; nothing where it is not known
     */
    public record Rate(String network, String unit, double bare, double ours, OptionalDouble busy) {}

    /** One network, with the shape of a row and the rows that a task asks for at once. */
    private record Network(String name, String unit, String file, String input, long[] row, int request) {
        Map<String, Tensor> rows(int count) {
            return Map.of(input, Tensor.of(random(count), shape(count)));
        }

        float[] random(int count) {
            SplittableRandom random = new SplittableRandom(count);
            float[] values =
                    new float[Math.toIntExact(count * Arrays.stream(row).reduce(1, Math::multiplyExact))];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            return values;
        }

        long[] shape(int count) {
            long[] shape = new long[row.length + 1];
            shape[0] = count;
            System.arraycopy(row, 0, shape, 1, row.length);
            return shape;
        }
    }

    /** The device and its arithmetic, for people. */
    public String description() {
        return (device.isGpu() ? "GPU " + device.gpu() : "processor") + ", " + precision.label() + ", " + threads
                + " threads";
    }

    public InferenceDevice device() {
        return device;
    }

    /** @param seconds of each measurement, after a fifth of it to warm up */
    public List<Rate> run(double seconds) {
        List<Rate> rates = new ArrayList<>();
        for (Network network : networks(bundle.manifest())) {
            // Ours first: it unpacks the libraries of ONNX Runtime.
            Observed ours = ours(network, seconds);
            rates.add(new Rate(network.name(), network.unit(), bare(network, seconds), ours.rate(), ours.busy()));
        }
        return rates;
    }

    private double bare(Network network, double seconds) {
        int batch = device.isGpu() ? GPU_BATCH : 1;
        try (BareSession session = BareSession.open(folder.resolve(network.file()), device)) {
            float[] values = network.random(batch);
            session.run(network.input(), values, network.shape(batch), Deadline.in(seconds * WARM_UP_PART));
            Deadline deadline = Deadline.in(seconds);
            long runs = session.run(network.input(), values, network.shape(batch), deadline);
            return runs * batch / deadline.elapsedSeconds();
        }
    }

    /** Rows a second, and how busy the GPU was. */
    private record Observed(double rate, OptionalDouble busy) {}

    private Observed ours(Network network, double seconds) {
        try (TensorModel model = bundle.load(network.file(), device, 0)) {
            DeviceQueue queue = device.isGpu() ? new DeviceQueue("gpu-" + device.gpu()) : null;
            try {
                TensorModel asked = queue == null ? model : queue.batching(model, 2 * GPU_BATCH);
                inParallel(asked, network, Deadline.in(seconds * WARM_UP_PART));
                try (GpuMeter meter = GpuMeter.open(device)) {
                    Deadline deadline = Deadline.in(seconds);
                    double rate = inParallel(asked, network, deadline) / deadline.elapsedSeconds();
                    return new Observed(rate, meter.busy());
                }
            } finally {
                close(queue);
            }
        }
    }

    private static void close(@Nullable DeviceQueue queue) {
        if (queue != null) {
            queue.close();
        }
    }

    private long inParallel(TensorModel model, Network network, Deadline deadline) {
        ExecutorService tasks = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> running = new ArrayList<>();
            Map<String, Tensor> request = network.rows(network.request());
            for (int i = 0; i < threads; i++) {
                running.add(tasks.submit(() -> {
                    long rows = 0;
                    while (!deadline.isReached()) {
                        model.run(request);
                        rows += network.request();
                    }
                    return rows;
                }));
            }
            long rows = 0;
            for (Future<Long> task : running) {
                rows += task.get();
            }
            return rows;
        } catch (ExecutionException e) {
            throw new IllegalStateException(network.name() + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } finally {
            tasks.shutdownNow();
        }
    }

    private List<Network> networks(BundleManifest manifest) {
        List<Network> networks = new ArrayList<>();
        int images = device.isGpu() ? 16 : 1;
        BundleManifest.FaceDetector detector = manifest.faceDetector();
        long side = detector.imageSize();
        networks.add(new Network(
                "face detector",
                "frames",
                manifest.file(detector.file(), precision),
                detector.input(),
                new long[] {side, side, 3},
                images));
        BundleManifest.AudioEncoder audio = manifest.audioEncoder();
        if (audio != null) {
            long samples = (long) manifest.windows().lengthSeconds() * WaveformPiece.SAMPLE_RATE;
            String file = manifest.file(audio.file(), precision);
            networks.add(new Network("audio encoder", "windows", file, audio.input(), new long[] {samples}, 1));
        }
        BundleManifest.VisualEncoder visual = manifest.visualEncoder();
        if (visual != null) {
            long[] crop = {3, visual.height(), visual.width()};
            String file = manifest.file(visual.file(), precision);
            networks.add(new Network("visual encoder", "frames", file, visual.input(), crop, images));
        }
        return networks;
    }
}
