package oragen.spark.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import oragen.corpus.Clip;
import oragen.corpus.ClipFile;
import oragen.corpus.ClipIdentity;
import oragen.corpus.FaceRegion;
import oragen.explain.RecordedClip;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import oragen.pipeline.Occlusion;
import oragen.run.RunRecord;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of predictions and rejects → clips as they were recorded. Columns that a table lacks are null. */
final class RecordedRow {
    private final Row row;

    private RecordedRow(Row row) {
        this.row = row;
    }

    static RecordedClip decode(RunRecord run, Row row, String why) {
        return new RecordedRow(row).decode(run, why);
    }

    private RecordedClip decode(RunRecord run, String why) {
        String reason = cell("reason");
        String painted = cell("occlusion");
        return new RecordedClip(
                run,
                clip(),
                painted == null ? Occlusion.NONE : new Occlusion(MaskType.fromLabel(painted)),
                reason == null ? prediction() : null,
                reason == null
                        ? null
                        : new RecordedClip.Rejection(text("stage"), reason, text("message"), text("remedy")),
                why);
    }

    private Clip clip() {
        String face = cell("face_box");
        String gender = cell("label_gender");
        String mask = cell("label_mask_type");
        Long bytes = cell("file_bytes");
        return new Clip(
                new ClipIdentity(
                        text("path"),
                        cell("channel"),
                        cell("start_second"),
                        cell("end_second"),
                        face == null ? null : FaceRegion.parse(face)),
                text("clip_id"),
                cell("corpus"),
                cell("subset"),
                cell("speaker"),
                new Labels(
                        gender == null ? null : Gender.fromLabel(gender),
                        cell("label_age"),
                        mask == null ? null : MaskType.fromLabel(mask)),
                Map.of(),
                new ClipFile(
                        bytes == null ? 0 : bytes,
                        cell("file_modified_millis"),
                        cell("file_sha256"),
                        cell("frames"),
                        null));
    }

    private RecordedClip.Prediction prediction() {
        String gender = cell("gender");
        String mask = cell("mask_type");
        return new RecordedClip.Prediction(
                gender == null ? null : Gender.fromLabel(gender),
                cell("gender_female_probability"),
                cell("gender_male_probability"),
                cell("age"),
                mask == null ? null : MaskType.fromLabel(mask),
                mask == null ? null : cell(mask + "_probability"),
                number("window_count").intValue(),
                number("speech_seconds").doubleValue(),
                number("face_frame_count").intValue(),
                number("duration_seconds").doubleValue(),
                warnings());
    }

    private List<String> warnings() {
        int at = Arrays.asList(row.schema().fieldNames()).indexOf("warnings");
        return at < 0 || row.isNullAt(at) ? List.of() : row.getList(at);
    }

    private Number number(String name) {
        Number number = cell(name);
        return number == null ? 0 : number;
    }

    private String text(String name) {
        return Objects.requireNonNullElse(cell(name), "");
    }

    private <T> @Nullable T cell(String name) {
        int at = Arrays.asList(row.schema().fieldNames()).indexOf(name);
        return at < 0 ? null : row.getAs(at);
    }
}
