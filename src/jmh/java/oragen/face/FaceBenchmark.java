package oragen.face;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import oragen.media.VideoFrame;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A frame on its way into the networks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FaceBenchmark {
    private static final int IMAGE = 256;
    private static final int CROP = 224;

    @Param({"224x224", "640x360", "1920x1080"})
    private String size = "";

    private VideoFrame frame = new VideoFrame(0, 1, 1, new byte[3]);
    private final float[] image = new float[IMAGE * IMAGE * 3];

    @Setup
    public void paint() {
        String[] sides = size.split("x");
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        byte[] rgb = new byte[width * height * 3];
        new Random(1).nextBytes(rgb);
        frame = new VideoFrame(0, width, height, rgb);
    }

    /** A whole frame to the crop of an encoder. */
    @Benchmark
    public byte[] resize() {
        return BilinearResize.resize(frame.rgb(), frame.width(), frame.height(), CROP, CROP);
    }

    /** A whole frame to the image of the detector. */
    @Benchmark
    public float[] letterbox() {
        new Letterbox(PixelRegion.whole(frame), FaceTurn.UPRIGHT, IMAGE).write(frame, image, 0);
        return image;
    }
}
