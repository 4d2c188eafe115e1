package oragen.face;

import java.util.List;
import oragen.bundle.BundleManifest;
import oragen.media.VideoFrame;

/** Cuts a face out of a frame as the visual encoder wants it. */
public final class FaceCropper {
    private static final int CHANNELS = 3;

    private final BundleManifest.VisualEncoder parameters;
    private final CropRule rule;
    private final int[] channelOfTensor;
    /** The normalised value of every byte in each channel of the tensor. */
    private final float[][] normalised = new float[CHANNELS][];

    public FaceCropper(BundleManifest.VisualEncoder parameters) {
        this.parameters = parameters;
        rule = new CropRule(parameters.crop());
        channelOfTensor = switch (parameters.channelOrder()) {
            case "RGB" -> new int[] {0, 1, 2};
            case "BGR" -> new int[] {2, 1, 0};
            default ->
                throw new IllegalArgumentException(
                        "channel order " + parameters.channelOrder() + " is neither RGB nor BGR");
        };
        requireThree("mean", parameters.mean());
        requireThree("deviation", parameters.deviation());
        for (int channel = 0; channel < CHANNELS; channel++) {
            normalised[channel] = normalised(channel);
        }
    }

    /**
     * Normalised crop [3, height, width], row-major, of a face that a {@link FaceChooser} chose, turned upright by
     * quarters; a new array.
     */
    public float[] crop(VideoFrame frame, DetectedFace face) {
        return crop(frame, face.box(), face.turn());
    }

    /** The same of a face that is upright. */
    public float[] crop(VideoFrame frame, FaceBox box) {
        return crop(frame, box, FaceTurn.UPRIGHT);
    }

    private float[] crop(VideoFrame frame, FaceBox box, FaceTurn turn) {
        PixelRegion region =
                rule.region(frame, box).orElseThrow(() -> new IllegalArgumentException(box + " lies beyond the frame"));
        VideoFrame picture = turn.upright(region.cut(frame));
        int width = parameters.width();
        int height = parameters.height();
        float[] crop = new float[CHANNELS * height * width];
        BilinearResize.resize(picture, PixelRegion.whole(picture), width, height, (row, values) -> {
            for (int channel = 0; channel < CHANNELS; channel++) {
                write(values, channelOfTensor[channel], normalised[channel], crop, (channel * height + row) * width);
            }
        });
        return crop;
    }

    /** One channel of a row of pixels. */
    private static void write(int[] row, int channel, float[] normalised, float[] crop, int start) {
        int position = start;
        for (int index = channel; index < row.length; index += CHANNELS) {
            crop[position] = normalised[row[index]];
            position++;
        }
    }

    private float[] normalised(int channel) {
        float[] values = new float[256];
        for (int value = 0; value < values.length; value++) {
            values[value] = (float) ((value / 255.0 - parameters.mean().get(channel))
                    / parameters.deviation().get(channel));
        }
        return values;
    }

    private static void requireThree(String name, List<Double> values) {
        if (values.size() != CHANNELS) {
            throw new IllegalArgumentException(name + " " + values + " does not have one value a channel");
        }
    }
}
