package oragen.media;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** What JavaCV finds in a film. */
public final class TestingFilms {
    private static final double MICROS = 1e6;

    private TestingFilms() {}

    /** @param soundSeconds 0 of a silent film */
    public record Film(String codec, int pictures, double soundSeconds) {}

    public static Film read(Path file) throws IOException {
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.start();
            int pictures = 0;
            long heard = 0;
            for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
                pictures += frame.image == null ? 0 : 1;
                heard = frame.samples == null ? heard : frame.timestamp;
            }
            return new Film(grabber.getVideoCodecName(), pictures, heard / MICROS);
        }
    }
}
