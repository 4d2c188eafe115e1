package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oragen.media.TestingMedia.Decoded;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JavaCV's grabber makes of a file, all of it, holds what we make of it: time stamps, pictures and sound. */
final class FrameGrabberIT {
    private static final double MICROS = 1e6;

    /** Half a second after its second a picture is too late to stand for it. */
    private static final long LATE_MICROS = 500_000;

    @TempDir
    private static Path folder;

    /** A picture of the grabber, at a time from the file's beginning. */
    private record Grabbed(long micros, VideoFrame picture) {}

    /** Sound of the grabber. */
    private record Heard(long micros, float[] samples) {}

    private final List<Grabbed> pictures = new ArrayList<>();
    private final List<Heard> sound = new ArrayList<>();

    @BeforeAll
    static void load() {
        try {
            FFmpegFrameGrabber.tryLoad();
        } catch (FrameGrabber.Exception e) {
            throw new AssertionError(
                    "JavaCV loads libavdevice: apt-get install libxcb1 libxcb-shm0 libasound2 libpulse0", e);
        }
    }

    private byte[] grab(String demo) throws IOException, UndecodableException {
        byte[] content = TestingMedia.resource("/demo/" + demo);
        Path file = Files.write(folder.resolve(demo), content);
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile());
                RgbConverter converter = new RgbConverter();
                AVRational square = new AVRational()) {
            square.num(1).den(1);
            grabber.setImageMode(FrameGrabber.ImageMode.RAW);
            grabber.setSampleMode(FrameGrabber.SampleMode.FLOAT);
            grabber.start();
            for (Frame frame = grabber.grab(); frame != null; frame = grabber.grab()) {
                if (frame.image != null) {
                    int second = (int) Math.ceil(frame.timestamp / MICROS);
                    pictures.add(
                            new Grabbed(frame.timestamp, converter.convert((AVFrame) frame.opaque, square, second)));
                } else if (frame.samples != null) {
                    FloatBuffer samples = (FloatBuffer) frame.samples[0];
                    float[] heard = new float[samples.remaining()];
                    samples.get(heard);
                    sound.add(new Heard(frame.timestamp, heard));
                }
            }
        }
        return content;
    }

    /** The first picture from a second on, or, if that comes late, the one before. */
    private Grabbed at(int second) {
        Grabbed before = pictures.get(0);
        for (Grabbed picture : pictures) {
            if (picture.micros() >= second * MICROS) {
                return picture.micros() <= second * MICROS + LATE_MICROS ? picture : before;
            }
            before = picture;
        }
        return before;
    }

    @ParameterizedTest
    @ValueSource(strings = {"steady.mp4", "phone.mp4", "noisy.mp4"})
    void picturesAndSoundAreThoseOfJavaCv(String demo) throws IOException, UndecodableException, MediaException {
        byte[] content = grab(demo);

        Decoded decoded = TestingMedia.decode(content, demo, DecodeOptions.WHOLE_FILE);

        assertThat(pictures).hasSizeGreaterThan(50);
        int last = (int) Math.floor(pictures.get(pictures.size() - 1).micros() / MICROS);
        assertThat(decoded.seconds()).hasSize(last + 1).startsWith(0).endsWith(last);
        for (VideoFrame frame : decoded.frames()) {
            VideoFrame expected = at(frame.second()).picture();
            assertThat(frame.width()).isEqualTo(expected.width());
            assertThat(frame.rgb()).as("second %d", frame.second()).isEqualTo(expected.rgb());
        }
        assertThat(sound).isNotEmpty();
        for (Heard heard : sound) {
            int start = (int) Math.round(heard.micros() / MICROS * WaveformPiece.SAMPLE_RATE);
            int count = Math.min(heard.samples().length, decoded.waveform().length - start);
            for (int i = 0; i < count; i++) {
                assertThat(decoded.waveform()[start + i])
                        .as("sample %d", start + i)
                        .isCloseTo(heard.samples()[i], within(1e-6f));
            }
        }
        Heard end = sound.get(sound.size() - 1);
        assertThat(decoded.waveform().length)
                .isEqualTo((int) Math.round(end.micros() / MICROS * WaveformPiece.SAMPLE_RATE) + end.samples().length);
    }
}
