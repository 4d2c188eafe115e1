package oragen.training.mask;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import oragen.face.BilinearResize;
import oragen.media.VideoFrame;

/** What happens to pictures on their way: few pixels, compression, other light. */
final class Degradation {
    private static final int CHANNELS = 3;
    private static final int BYTE = 0xff;
    /** The share of pictures that lose pixels, and that are compressed. */
    private static final double COMMON = 0.7;

    /** Of the face, in pixels. */
    private static final double SMALLEST_SIDE = 26;

    private static final double LARGEST_SIDE = 140;

    private final Random random;

    Degradation(Random random) {
        this.random = random;
    }

    /**
     * A new picture of the same size.
     *
     * @param face longer side of the face on it, in pixels
     */
    VideoFrame of(VideoFrame picture, double face) {
        VideoFrame small = random.nextDouble() < COMMON ? shrunk(picture, face) : picture;
        VideoFrame compressed = random.nextDouble() < COMMON ? compressed(small) : small;
        return light(resized(compressed, picture.width(), picture.height()));
    }

    private VideoFrame shrunk(VideoFrame picture, double face) {
        double side = SMALLEST_SIDE * Math.pow(LARGEST_SIDE / SMALLEST_SIDE, random.nextDouble());
        double scale = Math.min(1, side / face);
        return resized(picture, (int) Math.max(1, Math.round(picture.width() * scale)), (int)
                Math.max(1, Math.round(picture.height() * scale)));
    }

    static VideoFrame resized(VideoFrame picture, int width, int height) {
        byte[] rgb = BilinearResize.resize(picture.rgb(), picture.width(), picture.height(), width, height);
        return new VideoFrame(picture.second(), width, height, rgb);
    }

    private VideoFrame compressed(VideoFrame picture) {
        float quality = (float) (0.25 + 0.7 * random.nextDouble());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image(picture), null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        try {
            return frame(picture.second(), ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage image(VideoFrame picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[picture.width() * picture.height()];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            int start = pixel * CHANNELS;
            pixels[pixel] = (picture.rgb()[start] & BYTE) << 16
                    | (picture.rgb()[start + 1] & BYTE) << 8
                    | picture.rgb()[start + 2] & BYTE;
        }
        image.setRGB(0, 0, picture.width(), picture.height(), pixels, 0, picture.width());
        return image;
    }

    private static VideoFrame frame(int second, BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] rgb = new byte[pixels.length * CHANNELS];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            rgb[pixel * CHANNELS] = (byte) (pixels[pixel] >> 16);
            rgb[pixel * CHANNELS + 1] = (byte) (pixels[pixel] >> 8);
            rgb[pixel * CHANNELS + 2] = (byte) pixels[pixel];
        }
        return new VideoFrame(second, image.getWidth(), image.getHeight(), rgb);
    }

    private VideoFrame light(VideoFrame frame) {
        double contrast = 0.75 + 0.55 * random.nextDouble();
        double brightness = 60 * (random.nextDouble() - 0.5);
        double[] offset = new double[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            offset[channel] = brightness + 20 * (random.nextDouble() - 0.5);
        }
        byte[] rgb = new byte[frame.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            double value = (frame.rgb()[i] & BYTE) * contrast + (1 - contrast) * 128 + offset[i % CHANNELS];
            rgb[i] = (byte) Math.max(0, Math.min(BYTE, Math.round(value)));
        }
        return new VideoFrame(frame.second(), frame.width(), frame.height(), rgb);
    }
}
