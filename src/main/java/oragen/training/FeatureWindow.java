package oragen.training;

import oragen.InputException;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * One row of the features: a window with the labels of its clip.
 *
 * @param audio 16-bit floats as bytes, not copied; null where nothing is heard
 * @param visual of all slots, zeros in empty ones; null where no face is seen
 */
record FeatureWindow(ClipView clip, Labels labels, byte @Nullable [] audio, byte @Nullable [] visual) {
    static FeatureWindow of(Group row) {
        return new FeatureWindow(
                ClipView.of(row), labels(row), bytes(row, FeatureColumns.AUDIO), bytes(row, FeatureColumns.VISUAL));
    }

    String clipId() {
        return clip.clipId();
    }

    /** Labels of a row; one that is no label names the clip. */
    static Labels labels(Group row) {
        try {
            String gender = RowReader.text(row, FeatureColumns.GENDER);
            String mask = RowReader.text(row, FeatureColumns.MASK_TYPE);
            boolean aged = RowReader.has(row, FeatureColumns.AGE);
            return new Labels(
                    gender == null ? null : Gender.fromLabel(gender),
                    aged ? (Double) row.getDouble(FeatureColumns.AGE, 0) : null,
                    mask == null ? null : MaskType.fromLabel(mask));
        } catch (InputException e) {
            throw new InputException(
                    "clip " + row.getString(FeatureColumns.CLIP_ID, 0),
                    String.valueOf(e.getMessage()),
                    "make the features again with that",
                    e);
        }
    }

    private static byte @Nullable [] bytes(Group row, String column) {
        return RowReader.has(row, column) ? row.getBinary(column, 0).getBytes() : null;
    }
}
