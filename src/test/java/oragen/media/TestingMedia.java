package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Files of the tests, decoded to their end. */
public final class TestingMedia {
    private TestingMedia() {}

    /** A file in memory. */
    record TestingBytes(byte[] content, ByteArrayInputStream stream) implements MediaBytes {
        static TestingBytes of(byte[] content) {
            return new TestingBytes(content, new ByteArrayInputStream(content));
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return stream.read(target, offset, length);
        }

        @Override
        public void seek(long position) {
            stream.reset();
            assertThat(stream.skip(position)).isEqualTo(position);
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public void close() {}
    }

    public record Decoded(float[] waveform, List<VideoFrame> frames, DecodeReport report) {
        List<Integer> seconds() {
            return frames.stream().map(VideoFrame::second).toList();
        }

        /** Largest absolute value between two seconds. */
        float peak(double from, double to) {
            float peak = 0;
            for (int i = (int) (from * 16_000); i < to * 16_000; i++) {
                peak = Math.max(peak, Math.abs(waveform[i]));
            }
            return peak;
        }
    }

    public static Decoded decode(byte[] content, String name, DecodeOptions options) throws MediaException {
        try (MediaStream stream = MediaStream.open(TestingBytes.of(content), name, options)) {
            return decode(stream);
        }
    }

    /** Decodes the pictures that nobody wants, too. */
    static Decoded decodeEverything(byte[] content, String name, DecodeOptions options) throws MediaException {
        try (MediaStream stream = MediaStream.open(TestingBytes.of(content), name, options)) {
            stream.decodeEverything();
            return decode(stream);
        }
    }

    private static Decoded decode(MediaStream stream) throws MediaException {
        List<VideoFrame> frames = new ArrayList<>();
        float[] waveform = new float[0];
        Optional<MediaPiece> piece = stream.next();
        while (piece.isPresent()) {
            if (piece.get() instanceof WaveformPiece heard) {
                assertThat(heard.startSample()).isEqualTo(waveform.length);
                int start = waveform.length;
                waveform = Arrays.copyOf(waveform, start + heard.samples().length);
                System.arraycopy(heard.samples(), 0, waveform, start, heard.samples().length);
            } else if (piece.get() instanceof VideoFrame frame) {
                frames.add(frame);
            }
            piece = stream.next();
        }
        return new Decoded(waveform, frames, stream.report());
    }

    /** A RIFF file of 32-bit floats at 16 kHz. @param samples channels interleaved */
    public static byte[] floatWav(float[] samples, int channels) {
        ByteBuffer riff = ByteBuffer.allocate(44 + samples.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        riff.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(riff.capacity() - 8);
        riff.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 3);
        riff.putShort((short) channels).putInt(16_000).putInt(16_000 * channels * 4);
        riff.putShort((short) (channels * 4)).putShort((short) 32);
        riff.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 4);
        for (float sample : samples) {
            riff.putFloat(sample);
        }
        return riff.array();
    }

    public static byte[] resource(String name) throws IOException {
        try (InputStream stream = TestingMedia.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
