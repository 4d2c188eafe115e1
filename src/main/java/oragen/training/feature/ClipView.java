package oragen.training.feature;

import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.run.FeatureTable;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/**
 * What the windows of one prediction share: the clip, and the mask that was painted on its faces.
 *
 * @param clipId for people; other clips may have the same
 * @param identity tells the clip from all others
 * @param occlusion the painted mask; null where nothing was painted
 */
public record ClipView(
        String clipId, String identity, @Nullable String occlusion) {
    static ClipView of(Group row) {
        return new ClipView(
                row.getString(FeatureTable.CLIP_ID, 0), identity(row), RowReader.text(row, FeatureTable.OCCLUSION));
    }

    /** The clip's identity as the program compares it; a table without paths has the names of clips alone. */
    static String identity(Group row) {
        String path = RowReader.text(row, FeatureTable.PATH);
        if (path == null) {
            return row.getString(FeatureTable.CLIP_ID, 0);
        }
        String face = RowReader.text(row, FeatureTable.FACE_BOX);
        return new ClipIdentity(
                        path,
                        RowReader.text(row, FeatureTable.CHANNEL),
                        RowReader.number(row, FeatureTable.START),
                        RowReader.number(row, FeatureTable.END),
                        face == null ? null : FaceRegion.parse(face))
                .key();
    }
}
