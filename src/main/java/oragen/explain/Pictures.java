package oragen.explain;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import oragen.bundle.BundleManifest;
import oragen.face.FaceBox;
import oragen.media.VideoFrame;

/** Frames and crops → small JPEG pictures, on which faces may be made unrecognisable. */
final class Pictures {
    private static final float QUALITY = 0.85f;
    private static final int CHANNELS = 3;

    /** Cells across a blurred face: so few tell whether it is one, and not whose. */
    private static final int FACE_CELLS = 5;

    /** Cells along the longer side of a picture that is blurred whole: faces in it are of few cells. */
    private static final int WHOLE_CELLS = 12;

    /** What is blurred beyond the box, on each side: boxes leave hair and chin out. */
    private static final double BLUR_MARGIN = 0.35;

    private Pictures() {}

    /** The picture, of whose sides none is longer than given; never larger than the frame. */
    static BufferedImage scaled(VideoFrame frame, int longestSide) {
        return scaled(image(frame), longestSide);
    }

    static BufferedImage scaled(BufferedImage picture, int longestSide) {
        double times = Math.min(1, longestSide / (double) Math.max(picture.getWidth(), picture.getHeight()));
        int width = (int) Math.max(1, Math.round(picture.getWidth() * times));
        int height = (int) Math.max(1, Math.round(picture.getHeight() * times));
        return drawn(picture, width, height, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    }

    private static BufferedImage image(VideoFrame frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] source = frame.rgb();
        for (int at = 0; at < source.length; at += CHANNELS) {
            target[at] = source[at + 2];
            target[at + 1] = source[at + 1];
            target[at + 2] = source[at];
        }
        return image;
    }

    /** Height × width × 3 bytes in RGB. */
    static byte[] rgb(BufferedImage picture) {
        byte[] source = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        byte[] target = new byte[source.length];
        for (int at = 0; at < source.length; at += CHANNELS) {
            target[at] = source[at + 2];
            target[at + 1] = source[at + 1];
            target[at + 2] = source[at];
        }
        return target;
    }

    /** A crop as it came to the encoder, its normalisation undone. */
    static BufferedImage crop(float[] crop, BundleManifest.VisualEncoder parameters) {
        int width = parameters.width();
        int height = parameters.height();
        boolean reversed = parameters.channelOrder().equals("BGR");
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int channel = 0; channel < CHANNELS; channel++) {
            double mean = parameters.mean().get(channel);
            double deviation = parameters.deviation().get(channel);
            int place = reversed ? channel : CHANNELS - 1 - channel;
            for (int pixel = 0; pixel < width * height; pixel++) {
                double value = (crop[channel * width * height + pixel] * deviation + mean) * 255;
                target[pixel * CHANNELS + place] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return image;
    }

    /**
     * Makes faces of a picture unrecognisable.
     *
     * @param scale pixels of the picture for one of the frame that the boxes are of
     */
    static void blurFaces(BufferedImage picture, List<FaceBox> faces, double scale) {
        for (FaceBox face : faces) {
            int left = (int) Math.floor((face.left() - BLUR_MARGIN * face.width()) * scale);
            int top = (int) Math.floor((face.top() - BLUR_MARGIN * face.height()) * scale);
            int right = (int) Math.ceil((face.right() + BLUR_MARGIN * face.width()) * scale);
            int bottom = (int) Math.ceil((face.bottom() + BLUR_MARGIN * face.height()) * scale);
            blur(
                    picture,
                    Math.max(0, left),
                    Math.max(0, top),
                    Math.min(picture.getWidth(), right),
                    Math.min(picture.getHeight(), bottom),
                    FACE_CELLS);
        }
    }

    /** Makes a whole picture unrecognisable. */
    static void blur(BufferedImage picture) {
        blur(picture, 0, 0, picture.getWidth(), picture.getHeight(), WHOLE_CELLS);
    }

    /** A crop shows a face and nothing else. */
    static void blurCrop(BufferedImage crop) {
        blur(crop, 0, 0, crop.getWidth(), crop.getHeight(), FACE_CELLS + 2);
    }

    /** Each cell becomes the mean of its pixels, from which they cannot be had back. */
    private static void blur(BufferedImage picture, int left, int top, int right, int bottom, int cells) {
        int side = Math.max(1, (int) Math.ceil(Math.max(right - left, bottom - top) / (double) cells));
        for (int y = top; y < bottom; y += side) {
            for (int x = left; x < right; x += side) {
                fillWithMean(picture, x, y, Math.min(right, x + side), Math.min(bottom, y + side));
            }
        }
    }

    private static void fillWithMean(BufferedImage picture, int left, int top, int right, int bottom) {
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        long[] sums = new long[CHANNELS];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sums[channel] += pixels[(y * picture.getWidth() + x) * CHANNELS + channel] & 0xff;
                }
            }
        }
        int count = (right - left) * (bottom - top);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    pixels[(y * picture.getWidth() + x) * CHANNELS + channel] = (byte) (sums[channel] / count);
                }
            }
        }
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height, Object interpolation) {
        if (picture.getWidth() >= 2 * width && picture.getHeight() >= 2 * height) {
            // By halves, as one large step would skip pixels.
            int halfWidth = Math.max(width, picture.getWidth() / 2);
            int halfHeight = Math.max(height, picture.getHeight() / 2);
            if (halfWidth < picture.getWidth()) {
                return drawn(
                        once(picture, halfWidth, halfHeight, RenderingHints.VALUE_INTERPOLATION_BILINEAR),
                        width,
                        height,
                        interpolation);
            }
        }
        return once(picture, width, height, interpolation);
    }

    private static BufferedImage once(BufferedImage picture, int width, int height, Object interpolation) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }

    static byte[] jpeg(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be written", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static BufferedImage read(byte[] jpeg) {
        try {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
            return once(read, read.getWidth(), read.getHeight(), RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture of ours cannot be read", e);
        }
    }

    /** As pages hold it. */
    static String address(byte[] jpeg) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }
}
