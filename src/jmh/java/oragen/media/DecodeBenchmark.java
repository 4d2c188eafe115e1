package oragen.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole file to its waveform and frames. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    /** Any file: give others with {@code -p file=…}. */
    @Param("src/main/resources/demo/steady.mp4")
    private String file = "";

    @Benchmark
    public int decode() throws IOException, MediaException {
        int pieces = 0;
        try (MediaStream stream =
                MediaStream.open(FileMediaBytes.open(Path.of(file)), file, DecodeOptions.WHOLE_FILE)) {
            for (Optional<MediaPiece> piece = stream.next(); piece.isPresent(); piece = stream.next()) {
                pieces++;
            }
        }
        return pieces;
    }
}
