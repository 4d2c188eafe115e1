package oragen.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import oragen.media.DecodeOptions;
import oragen.media.MediaException;
import oragen.media.TestingMedia;
import oragen.media.VideoFrame;

/** Writes miniature corpora as publishers pack them, with the demo's voice and face. */
final class CorpusTree {
    private static final int HEADER = 44;
    private final Path root;

    CorpusTree(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    CorpusTree text(String path, String... lines) throws IOException {
        return bytes(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    CorpusTree bytes(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    /** A file of the demo. */
    CorpusTree demo(String path, String name) throws IOException {
        return bytes(path, demoBytes(name));
    }

    /** A file of the tests of {@code media}. */
    CorpusTree media(String path, String name) throws IOException {
        return bytes(path, TestingMedia.resource("/media/" + name));
    }

    private static byte[] demoBytes(String name) throws IOException {
        try (InputStream stream = CorpusTree.class.getResourceAsStream("/demo/" + name)) {
            return stream.readAllBytes();
        }
    }

    /** The demo's voice, 16 kHz. */
    private static short[] voice() throws IOException {
        byte[] wav = demoBytes("voice.wav");
        short[] samples = new short[(wav.length - HEADER) / 2];
        ByteBuffer.wrap(wav, HEADER, samples.length * 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    private static byte[] pcm(short[] samples, int step) {
        ByteBuffer buffer = ByteBuffer.allocate(samples.length / step * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length / step; i++) {
            buffer.putShort(samples[i * step]);
        }
        return buffer.array();
    }

    /** NIST SPHERE, as TIMIT has it: a header of 1024 bytes of text, then samples. */
    CorpusTree sphere(String path) throws IOException {
        byte[] samples = pcm(voice(), 1);
        String header = "NIST_1A\n   1024\ndatabase_id -s5 TIMIT\nchannel_count -i 1\nsample_count -i "
                + samples.length / 2
                + "\nsample_rate -i 16000\nsample_n_bytes -i 2\nsample_byte_format -s2 01\nsample_coding -s3 pcm\nend_head\n";
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(header.getBytes(StandardCharsets.US_ASCII));
        file.write(new byte[1024 - header.length()]);
        file.write(samples);
        return bytes(path, file.toByteArray());
    }

    /** Headerless 8 kHz, 16 bit, little-endian. */
    CorpusTree raw(String path) throws IOException {
        return bytes(path, pcm(voice(), 2));
    }

    /** Headerless 8 kHz A-law (ITU-T G.711). */
    CorpusTree alaw(String path) throws IOException {
        short[] voice = voice();
        byte[] coded = new byte[voice.length / 2];
        for (int i = 0; i < coded.length; i++) {
            coded[i] = alaw(voice[i * 2]);
        }
        return bytes(path, coded);
    }

    private static byte alaw(short sample) {
        int sign = sample >= 0 ? 0x80 : 0;
        int magnitude = Math.min(32_635, sample >= 0 ? sample : -sample - 1);
        int exponent = magnitude < 256 ? 0 : 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent == 0 ? 4 : exponent + 3)) & 0x0F;
        return (byte) ((sign | exponent << 4 | mantissa) ^ 0x55);
    }

    /** The demo's face as a still of 320 × 180 pixels or so. */
    CorpusTree face(String path) throws IOException {
        try {
            VideoFrame frame = TestingMedia.decode(demoBytes("steady.mp4"), "steady.mp4", DecodeOptions.WHOLE_FILE)
                    .frames()
                    .get(0);
            BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
            byte[] rgb = frame.rgb();
            for (int i = 0; i < rgb.length / 3; i++) {
                int pixel = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
                image.setRGB(i % frame.width(), i / frame.width(), pixel);
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(image, path.endsWith(".png") ? "png" : "jpg", file);
            return bytes(path, file.toByteArray());
        } catch (MediaException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
