package oragen.training.feature;

import oragen.InputException;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.run.FeatureTable;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * One row of the features: a window with the labels of its clip.
 *
 * @param corpus null where it is unknown
 * @param audio 16-bit floats as bytes, not copied; null where nothing is heard
 * @param visual of all slots, zeros in empty ones; null where no face is seen
 */
public record FeatureWindow(
        ClipView clip, @Nullable String corpus, Labels labels, byte @Nullable [] audio, byte @Nullable [] visual) {
    static FeatureWindow of(Group row) {
        return new FeatureWindow(
                ClipView.of(row),
                RowReader.text(row, FeatureTable.CORPUS),
                labels(row),
                bytes(row, FeatureTable.AUDIO),
                bytes(row, FeatureTable.VISUAL));
    }

    String clipId() {
        return clip.clipId();
    }

    /** Labels of a row; one that is no label names the clip. */
    static Labels labels(Group row) {
        try {
            String gender = RowReader.text(row, FeatureTable.GENDER);
            String mask = RowReader.text(row, FeatureTable.MASK_TYPE);
            boolean aged = RowReader.has(row, FeatureTable.AGE);
            return new Labels(
                    gender == null ? null : Gender.fromLabel(gender),
                    aged ? (Double) row.getDouble(FeatureTable.AGE, 0) : null,
                    mask == null ? null : MaskType.fromLabel(mask));
        } catch (InputException e) {
            throw new InputException(
                    "clip " + row.getString(FeatureTable.CLIP_ID, 0),
                    String.valueOf(e.getMessage()),
                    "correct the label and extract the features again",
                    e);
        }
    }

    private static byte @Nullable [] bytes(Group row, String column) {
        return RowReader.has(row, column) ? row.getBinary(column, 0).getBytes() : null;
    }
}
