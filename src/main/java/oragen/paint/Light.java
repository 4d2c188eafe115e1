package oragen.paint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import oragen.media.VideoFrame;

/**
 * The light on a face, guessed from its picture.
 *
 * @param direction to the light, of length 1
 * @param exposure what white cloth in full light has in the picture
 */
record Light(Vector3 direction, Colour exposure) {
    private static final double AMBIENT = 0.55;
    private static final double SHININESS = 24;
    /** Skin is darker than white cloth by about this factor; bright skin less, dark skin more. */
    private static final double WHITE_TO_SKIN = 1.75;

    /** Keeps colours apart that name a design. */
    private static final double LARGEST_VARIATION = 0.05;

    private static final Colour DARKEST_EXPOSURE = new Colour(0.4, 0.4, 0.4);

    static Light on(VideoFrame frame, HeadPose pose) {
        Colour left = skin(frame, pose, new Vector3(-0.55, 0.5, 0));
        Colour right = skin(frame, pose, new Vector3(0.55, 0.5, 0));
        double slope = 1.2 * (right.luminance() - left.luminance()) / (right.luminance() + left.luminance() + 0.05);
        Vector3 direction = new Vector3(Math.max(-0.8, Math.min(0.8, slope)), -0.55, 0.9).unit();
        double face = (left.luminance() + right.luminance()) / 2;
        double white = 0.55 * WHITE_TO_SKIN * face + 0.45 * bright(frame);
        double level = Math.max(DARKEST_EXPOSURE.luminance(), Math.min(0.98, white));
        return new Light(direction, cast(frame).times(level));
    }

    /** The same light on another copy of a mask: fabrics are dyed and washed differently. */
    Light varied(RandomGenerator random) {
        Colour dye = new Colour(variation(random), variation(random), variation(random));
        return new Light(direction, exposure.times(dye).times(variation(random)));
    }

    private static double variation(RandomGenerator random) {
        return 1 + LARGEST_VARIATION * (2 * random.nextDouble() - 1);
    }

    /** A matt or glossy spot under this light; the normal has length 1 and looks to the viewer. */
    Colour shade(Paint paint, Vector3 normal) {
        double facing = (normal.dot(direction) + 0.25) / 1.25;
        double diffuse = AMBIENT + (1.15 - AMBIENT) * Math.max(0, facing);
        double highlight = 0;
        if (paint.gloss() > 0) {
            Vector3 half = direction.plus(new Vector3(0, 0, 1)).unit();
            highlight = paint.gloss() * Math.pow(Math.max(0, normal.dot(half)), SHININESS);
        }
        return paint.colour().times(exposure).times(diffuse).plus(highlight * exposure.luminance());
    }

    private static Colour skin(VideoFrame frame, HeadPose pose, Vector3 spot) {
        Vector3 centre = pose.inPicture(spot);
        double radius = 0.15 * pose.unitPixels();
        Colour sum = Colour.BLACK;
        int count = 0;
        for (int row = -2; row <= 2; row++) {
            for (int column = -2; column <= 2; column++) {
                int x = (int) Math.round(centre.x() + column * radius / 2);
                int y = (int) Math.round(centre.y() + row * radius / 2);
                if (x >= 0 && y >= 0 && x < frame.width() && y < frame.height()) {
                    Colour colour = colour(frame, y * frame.width() + x);
                    sum = new Colour(
                            sum.red() + colour.red(), sum.green() + colour.green(), sum.blue() + colour.blue());
                    count++;
                }
            }
        }
        return count == 0 ? new Colour(0.5, 0.5, 0.5) : sum.times(1.0 / count);
    }

    /** Luminance that a tenth of the picture exceeds. */
    private static double bright(VideoFrame frame) {
        List<Double> values = new ArrayList<>();
        int pixels = frame.width() * frame.height();
        for (int pixel = 0; pixel < pixels; pixel += Math.max(1, pixels / 2000)) {
            values.add(colour(frame, pixel).luminance());
        }
        Collections.sort(values);
        return values.get(values.size() * 9 / 10);
    }

    /** A third of the way from grey to the picture's mean colour, of luminance 1. */
    private static Colour cast(VideoFrame frame) {
        Colour sum = new Colour(1e-3, 1e-3, 1e-3);
        int pixels = frame.width() * frame.height();
        for (int pixel = 0; pixel < pixels; pixel += Math.max(1, pixels / 2000)) {
            Colour colour = colour(frame, pixel);
            sum = new Colour(sum.red() + colour.red(), sum.green() + colour.green(), sum.blue() + colour.blue());
        }
        Colour mixed = Colour.WHITE.mixed(sum.times(1 / sum.luminance()), 0.3);
        return mixed.times(1 / mixed.luminance());
    }

    private static Colour colour(VideoFrame frame, int pixel) {
        return new Colour(
                (frame.rgb()[3 * pixel] & 0xff) / 255.0,
                (frame.rgb()[3 * pixel + 1] & 0xff) / 255.0,
                (frame.rgb()[3 * pixel + 2] & 0xff) / 255.0);
    }
}
