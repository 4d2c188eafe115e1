package oragen.run;

import static oragen.run.Column.Type.FLAG;
import static oragen.run.Column.Type.INTEGER;
import static oragen.run.Column.Type.INTEGERS;
import static oragen.run.Column.Type.LONG;
import static oragen.run.Column.Type.REAL;
import static oragen.run.Column.Type.TEXT;
import static oragen.run.Column.Type.TEXTS;
import static oragen.run.Column.always;
import static oragen.run.Column.perhaps;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.label.MaskType;

/** Every column of every table of the output folder, in the order of the files; {@code conf/sql/tables.sql} is this list. */
public final class Columns {
    /** Which clip it is, and its labels. */
    public static final List<Column> CLIP = List.of(
            always("clip_id", TEXT, "from the manifest, else the path below the input"),
            always("path", TEXT, "as a URI"),
            perhaps("channel", TEXT, "a number selects that channel of the audio, from 0"),
            perhaps("start_second", REAL, "of the clip in its file"),
            perhaps("end_second", REAL, ""),
            perhaps("face_box", TEXT, "left,top,right,bottom in pixels"),
            perhaps("corpus", TEXT, ""),
            perhaps("subset", TEXT, "train, dev or test"),
            perhaps("speaker", TEXT, ""),
            perhaps("label_gender", TEXT, "female or male"),
            perhaps("label_age", REAL, "years"),
            perhaps("label_mask_type", TEXT, ""));

    /** The file when it was listed. */
    public static final List<Column> FILE = List.of(
            perhaps("file_bytes", LONG, ""),
            perhaps("file_modified_millis", LONG, "since 1970, UTC"),
            perhaps("file_sha256", TEXT, "hexadecimal; with --changed-by hash, and of tables without --id-column"),
            perhaps("frames", TEXT, "folder or pattern of pictures that lie apart from the sound"));

    /** The mask that was painted. */
    static final Column OCCLUSION =
            perhaps("occlusion", TEXT, "mask that --occlude painted on the face, then label_mask_type too; else null");

    /** What was found in the clip. */
    public static final List<Column> FACTS = List.of(
            perhaps("window_count", INTEGER, "of the clip"),
            perhaps("speech_seconds", REAL, ""),
            perhaps("face_frame_count", INTEGER, "seconds whose picture shows the face"),
            perhaps("face_count_max", INTEGER, "faces in one frame"),
            perhaps("duration_seconds", REAL, ""),
            perhaps("has_audio", FLAG, ""),
            perhaps("has_face", FLAG, ""),
            perhaps("imputed", FLAG, ""),
            perhaps(
                    "warnings",
                    TEXTS,
                    "truncated, decode_errors, timestamp_jumps, invalid_samples, audio_skipped, video_skipped, "
                            + "decoded_on_processor"));

    /** The prediction of a clip, with what was found in it. */
    public static final List<Column> PREDICTION = joined(
            List.of(
                    OCCLUSION,
                    perhaps("gender", TEXT, "female or male"),
                    perhaps("gender_female_probability", REAL, ""),
                    perhaps("gender_male_probability", REAL, ""),
                    perhaps("age", REAL, "years"),
                    perhaps("mask_type", TEXT, "null, as are its probabilities, where the bundle has no such task")),
            maskProbabilities(),
            FACTS);

    /** Why a clip has none. */
    public static final List<Column> REJECTION = List.of(
            perhaps("stage", TEXT, "list, decode or window"),
            perhaps("reason", TEXT, ""),
            perhaps("message", TEXT, ""),
            perhaps("remedy", TEXT, ""));

    /** Which clip a window is of. */
    public static final List<Column> WINDOW_CLIP = List.of(
            always("clip_id", TEXT, ""),
            always("path", TEXT, ""),
            perhaps("channel", TEXT, ""),
            perhaps("clip_start_second", REAL, "of the clip in its file"),
            perhaps("clip_end_second", REAL, ""),
            perhaps("face_box", TEXT, ""),
            perhaps("occlusion", TEXT, ""));

    /** A window and its prediction. */
    public static final List<Column> WINDOW = joined(
            List.of(
                    perhaps("start_second", REAL, "of the window in the clip"),
                    perhaps("end_second", REAL, ""),
                    perhaps("audio_present", FLAG, ""),
                    perhaps("slot_seconds", INTEGERS, "second of the frame in each of the four slots, null for none"),
                    perhaps("gender_female_probability", REAL, ""),
                    perhaps("gender_male_probability", REAL, ""),
                    perhaps("age", REAL, "")),
            maskProbabilities());

    /** The run that made a row. */
    public static final List<Column> RUN = List.of(
            always("bundle_id", TEXT, ""),
            always("protocol", TEXT, "released or paper"),
            always("schema_version", INTEGER, ""));

    /** Names of folders, not in the files. */
    private static final List<Column> FOLDERS =
            List.of(always("run_key", TEXT, ""), always("wave", TEXT, "five digits; the newest of a clip counts"));

    private static final List<Column> FURTHER_LABELS = List.of(
            perhaps("label_note", TEXT, "label_<name> for each further column <name> of the manifest, always text"));

    private Columns() {}

    /** Columns of each table as a reader of the whole folder sees them, with one further label as an example. */
    public static Map<String, List<Column>> tables() {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        tables.put("predictions", joined(CLIP, FILE, FURTHER_LABELS, PREDICTION, RUN, FOLDERS));
        tables.put("rejects", joined(CLIP, FILE, FURTHER_LABELS, REJECTION, RUN, FOLDERS));
        tables.put("windows", joined(WINDOW_CLIP, WINDOW, RUN, FOLDERS));
        tables.put(
                "features",
                joined(
                        CLIP,
                        FILE,
                        FURTHER_LABELS,
                        FeatureTable.OF_WINDOW,
                        FACTS,
                        FeatureTable.OF_FEATURES,
                        FeatureTable.OF_RUN,
                        FOLDERS));
        return tables;
    }

    private static List<Column> maskProbabilities() {
        return Arrays.stream(MaskType.values())
                .map(type -> perhaps(type.label() + "_probability", REAL, ""))
                .toList();
    }

    @SafeVarargs
    private static List<Column> joined(List<Column>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
