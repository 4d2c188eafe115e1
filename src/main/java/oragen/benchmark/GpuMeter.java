package oragen.benchmark;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import oragen.onnx.InferenceDevice;
import org.jspecify.annotations.Nullable;

/** How busy a GPU is while this is open, as {@code nvidia-smi} says it twice a second. */
final class GpuMeter implements AutoCloseable {
    private final @Nullable Process process;
    private final Thread reader;
    private double sum;
    private int count;

    private GpuMeter(@Nullable Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "oragen-gpu-meter");
        reader.setDaemon(true);
        reader.start();
    }

    /** Measures nothing on a processor, and where there is no {@code nvidia-smi}. */
    @MustBeClosed
    static GpuMeter open(InferenceDevice device) {
        if (!device.isGpu()) {
            return new GpuMeter(null);
        }
        try {
            return new GpuMeter(new ProcessBuilder(command(device.gpu()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            return new GpuMeter(null); // no such program: the share is not known
        }
    }

    static List<String> command(int gpu) {
        return List.of(
                "nvidia-smi",
                "--query-gpu=utilization.gpu",
                "--format=csv,noheader,nounits",
                "--id=" + gpu,
                "--loop-ms=500");
    }

    private void read() {
        if (process == null) {
            return;
        }
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // The process was ended below the reader, which is how it ends.
        }
    }

    /** A line of {@code nvidia-smi}; one that is no number, as "[N/A]", is not counted. */
    synchronized void add(String line) {
        if (line.strip().matches("\\d+")) {
            sum += Integer.parseInt(line.strip());
            count++;
        }
    }

    /** Mean part of the time in which something ran on the GPU, 0 to 1; nothing where it is not known. */
    synchronized OptionalDouble busy() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count / 100);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
