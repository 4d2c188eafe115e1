package oragen.training.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import oragen.InputException;
import oragen.network.FusionSize;
import oragen.onnx.Half;
import oragen.run.FeatureTable;
import org.jspecify.annotations.Nullable;

/**
 * Windows side by side, as the fusion takes them; an absent modality is zeros.
 *
 * @param audio [n, frames, width], and {@code visual} [n, slots, …]; row-major, not copied
 */
public record WindowBatch(List<FeatureWindow> windows, float[] audio, float[] visual) {
    /** Widens the features; such as are no numbers, or of another length, are an error that names the clip. */
    public static WindowBatch of(List<FeatureWindow> windows, FusionSize size) {
        int audioValues = size.audioFrames() * size.audioWidth();
        int visualValues = FusionSize.SLOTS * size.frameValues();
        float[] audio = new float[windows.size() * audioValues];
        float[] visual = new float[windows.size() * visualValues];
        for (int i = 0; i < windows.size(); i++) {
            FeatureWindow window = windows.get(i);
            widen(window, FeatureTable.AUDIO, window.audio(), audio, i, audioValues);
            widen(window, FeatureTable.VISUAL, window.visual(), visual, i, visualValues);
        }
        return new WindowBatch(windows, audio, visual);
    }

    public int size() {
        return windows.size();
    }

    /** Zeroes the audio features of a window. */
    public void dropAudio(int window) {
        drop(audio, window);
    }

    /** Zeroes the visual features of a window. */
    public void dropVideo(int window) {
        drop(visual, window);
    }

    private void drop(float[] features, int window) {
        int values = features.length / windows.size();
        java.util.Arrays.fill(features, window * values, (window + 1) * values, 0);
    }

    private static void widen(
            FeatureWindow window, String column, byte @Nullable [] halves, float[] target, int row, int values) {
        if (halves == null) {
            return;
        }
        if (halves.length != values * Short.BYTES) {
            throw new InputException(
                    "clip " + window.clipId(),
                    column + " has " + halves.length + " bytes, not " + values * Short.BYTES,
                    "extract its features again");
        }
        ByteBuffer bytes = ByteBuffer.wrap(halves).order(ByteOrder.LITTLE_ENDIAN);
        int first = row * values;
        for (int i = 0; i < values; i++) {
            float value = Half.widen(bytes.getShort(i * Short.BYTES));
            if (!Float.isFinite(value)) {
                throw new InputException(
                        "clip " + window.clipId(),
                        column + " contains a NaN or infinite value (" + value + " at " + i + ")",
                        "extract its features again, or remove the clip");
            }
            target[first + i] = value;
        }
    }
}
