package oragen.training.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import oragen.encode.VisualEncoder;
import oragen.encode.VisualFeatures;
import oragen.face.BilinearResize;
import oragen.face.FaceBox;
import oragen.face.FaceCropper;
import oragen.face.FaceKeyPoints;
import oragen.face.FramePoint;
import oragen.label.MaskType;
import oragen.media.VideoFrame;
import oragen.paint.MaskPainter;

/**
 * Faces with painted masks → descriptors. Each view varies as clips do: size of the picture, its light, its sharpness,
 * left and right, and where the detector's box lies.
 */
final class PaintedFaces {
    private static final int BATCH = 16;
    private static final int CHANNELS = 3;
    private static final int BYTE = 0xff;

    private final FaceCropper cropper;
    private final VisualEncoder encoder;
    private final MaskPainter painter;

    /** A descriptor of a face with a mask; {@code face} tells the faces apart. */
    record Example(int face, MaskType type, float[] descriptor) {}

    PaintedFaces(FaceCropper cropper, VisualEncoder encoder, MaskPainter painter) {
        this.cropper = cropper;
        this.encoder = encoder;
        this.painter = painter;
    }

    /** @param views of each face with each mask */
    List<Example> examples(List<Photographs.PictureFace> faces, int views, long seed) {
        List<Example> examples = new ArrayList<>();
        List<float[]> crops = new ArrayList<>();
        List<Example> waiting = new ArrayList<>();
        Random random = new Random(seed);
        for (int face = 0; face < faces.size(); face++) {
            for (MaskType type : MaskType.values()) {
                for (int view = 0; view < views; view++) {
                    crops.add(crop(faces.get(face), type, random));
                    waiting.add(new Example(face, type, new float[0]));
                    if (crops.size() == BATCH) {
                        examples.addAll(encoded(waiting, crops));
                        waiting.clear();
                        crops.clear();
                    }
                }
            }
        }
        if (!crops.isEmpty()) {
            examples.addAll(encoded(waiting, crops));
        }
        return examples;
    }

    private List<Example> encoded(List<Example> waiting, List<float[]> crops) {
        List<VisualFeatures> features = encoder.encode(crops);
        List<Example> encoded = new ArrayList<>();
        for (int i = 0; i < crops.size(); i++) {
            encoded.add(new Example(
                    waiting.get(i).face(),
                    waiting.get(i).type(),
                    features.get(i).values()));
        }
        return encoded;
    }

    private float[] crop(Photographs.PictureFace face, MaskType type, Random random) {
        double scale = 1 + 1.5 * random.nextDouble();
        VideoFrame enlarged = resize(face.frame(), scale);
        FaceKeyPoints points = scaled(face.face().keyPoints(), scale);
        VideoFrame painted = painter.paint(enlarged, points, type, random.nextLong());
        VideoFrame seen = light(blur(painted, random), random);
        FaceBox box = jitter(face.face().box(), scale, random);
        boolean mirrored = random.nextBoolean();
        return cropper.crop(mirrored ? mirror(seen) : seen, mirrored ? mirror(box, seen.width()) : box);
    }

    private static VideoFrame resize(VideoFrame frame, double scale) {
        int width = Math.max(1, (int) Math.round(frame.width() * scale));
        int height = Math.max(1, (int) Math.round(frame.height() * scale));
        return new VideoFrame(
                frame.second(),
                width,
                height,
                BilinearResize.resize(frame.rgb(), frame.width(), frame.height(), width, height));
    }

    /** A picture of fewer pixels, enlarged again. */
    private static VideoFrame blur(VideoFrame frame, Random random) {
        if (random.nextBoolean()) {
            return frame;
        }
        VideoFrame small = resize(frame, 0.3 + 0.6 * random.nextDouble());
        byte[] rgb = BilinearResize.resize(small.rgb(), small.width(), small.height(), frame.width(), frame.height());
        return new VideoFrame(frame.second(), frame.width(), frame.height(), rgb);
    }

    private static VideoFrame light(VideoFrame frame, Random random) {
        double contrast = 0.75 + 0.5 * random.nextDouble();
        double[] offset = new double[CHANNELS];
        double brightness = 50 * (random.nextDouble() - 0.5);
        for (int channel = 0; channel < CHANNELS; channel++) {
            offset[channel] = brightness + 16 * (random.nextDouble() - 0.5);
        }
        byte[] rgb = new byte[frame.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            double value = (frame.rgb()[i] & BYTE) * contrast + (1 - contrast) * 128 + offset[i % CHANNELS];
            rgb[i] = (byte) Math.max(0, Math.min(BYTE, Math.round(value)));
        }
        return new VideoFrame(frame.second(), frame.width(), frame.height(), rgb);
    }

    private static FaceBox jitter(FaceBox box, double scale, Random random) {
        double side = Math.max(box.width(), box.height()) * scale;
        double growth = 0.9 + 0.2 * random.nextDouble();
        double moveX = side * 0.08 * (random.nextDouble() - 0.5);
        double moveY = side * 0.08 * (random.nextDouble() - 0.5);
        double centreX = (box.left() + box.right()) / 2 * scale + moveX;
        double centreY = (box.top() + box.bottom()) / 2 * scale + moveY;
        double halfWidth = box.width() * scale * growth / 2;
        double halfHeight = box.height() * scale * growth / 2;
        return new FaceBox(centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight);
    }

    private static FaceBox mirror(FaceBox box, int width) {
        return new FaceBox(width - box.right(), box.top(), width - box.left(), box.bottom());
    }

    private static VideoFrame mirror(VideoFrame frame) {
        byte[] rgb = new byte[frame.rgb().length];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int from = (y * frame.width() + x) * CHANNELS;
                int to = (y * frame.width() + frame.width() - 1 - x) * CHANNELS;
                System.arraycopy(frame.rgb(), from, rgb, to, CHANNELS);
            }
        }
        return new VideoFrame(frame.second(), frame.width(), frame.height(), rgb);
    }

    private static FaceKeyPoints scaled(FaceKeyPoints points, double scale) {
        return new FaceKeyPoints(
                scaled(points.rightEye(), scale),
                scaled(points.leftEye(), scale),
                scaled(points.noseTip(), scale),
                scaled(points.mouthCentre(), scale),
                scaled(points.rightTragion(), scale),
                scaled(points.leftTragion(), scale));
    }

    private static FramePoint scaled(FramePoint point, double scale) {
        return new FramePoint(point.x() * scale, point.y() * scale);
    }
}
