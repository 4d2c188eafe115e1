package oragen.film;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import oragen.InputException;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/** Writes an mp4 that browsers play: H.264 by OpenH264, which this FFmpeg has, and AAC. */
public final class FilmWriter implements AutoCloseable {
    /** A second of a still picture with a few lines on it: at this rate it looks as it was drawn. */
    private static final int VIDEO_BITS = 1_500_000;

    private static final int AUDIO_BITS = 64_000;

    private final FFmpegFrameRecorder recorder;
    private final int width;
    private final int height;
    private final int sampleRate;

    private FilmWriter(FFmpegFrameRecorder recorder, int width, int height, int sampleRate) {
        this.recorder = recorder;
        this.width = width;
        this.height = height;
        this.sampleRate = sampleRate;
    }

    /**
     * Begins a film of one picture a second.
     *
     * @param width and {@code height}: even numbers of pixels
     * @param sampleRate of the sound, one channel; 0 for a silent film
     */
    @MustBeClosed
    @SuppressWarnings({"MustBeClosedChecker", "MustBeClosed"}) // close() closes the recorder
    public static FilmWriter open(Path file, int width, int height, int sampleRate) throws IOException {
        requireRecorder();
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height, sampleRate == 0 ? 0 : 1);
        recorder.setFormat("mp4");
        recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        recorder.setVideoBitrate(VIDEO_BITS);
        recorder.setFrameRate(1);
        recorder.setGopSize(1);
        if (sampleRate > 0) {
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
            recorder.setSampleRate(sampleRate);
            recorder.setAudioBitrate(AUDIO_BITS);
        }
        recorder.setOption("movflags", "+faststart");
        try {
            recorder.start();
        } catch (FrameRecorder.Exception e) {
            recorder.release();
            throw e;
        }
        return new FilmWriter(recorder, width, height, sampleRate);
    }

    /** Fails where this machine cannot write films. */
    public static void requireRecorder() {
        try {
            avutil.av_log_set_level(avutil.AV_LOG_ERROR);
            FFmpegFrameRecorder.tryLoad();
        } catch (FrameRecorder.Exception | LinkageError e) {
            throw new InputException(
                    "--video",
                    "libavdevice cannot be loaded (" + e.getMessage() + ")",
                    "install its libraries (Debian: apt-get install libxcb1 libxcb-shm0 libasound2 libpulse0), or leave "
                            + "--video out",
                    e);
        }
    }

    /** The picture of the next second, height × width × 3 bytes in RGB. */
    public void add(byte[] rgb) throws IOException {
        try (Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
            ByteBuffer pixels = (ByteBuffer) frame.image[0];
            for (int row = 0; row < height; row++) {
                pixels.position(row * frame.imageStride);
                pixels.put(rgb, row * width * 3, width * 3);
            }
            pixels.position(0);
            recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
        }
    }

    /** The next samples. */
    public void addSound(float[] samples) throws IOException {
        recorder.recordSamples(sampleRate, 1, FloatBuffer.wrap(samples));
    }

    /** Ends the film. */
    @Override
    public void close() throws IOException {
        recorder.close();
    }
}
