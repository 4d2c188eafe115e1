package oragen.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.fusion.WindowPrediction;
import oragen.grouping.ClipPrediction;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.media.WaveformPiece;
import oragen.window.Window;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Outcomes → rows: the clip's columns, then those of a prediction, its facts, or those of a rejection, then the windows.
 * A clip on whose faces masks were painted has a row for each of them, with that mask as its label.
 */
final class OutcomeRowCodec {
    static final StructType FACTS = new StructType()
            .add("window_count", DataTypes.IntegerType)
            .add("speech_seconds", DataTypes.DoubleType)
            .add("face_frame_count", DataTypes.IntegerType)
            .add("face_count_max", DataTypes.IntegerType)
            .add("duration_seconds", DataTypes.DoubleType)
            .add("has_audio", DataTypes.BooleanType)
            .add("has_face", DataTypes.BooleanType)
            .add("imputed", DataTypes.BooleanType)
            .add("warnings", DataTypes.createArrayType(DataTypes.StringType));
    static final StructType PREDICTION = prediction();
    static final StructType REJECTION = new StructType()
            .add("stage", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("message", DataTypes.StringType)
            .add("remedy", DataTypes.StringType);
    static final StructType WINDOW = window();
    static final StructType SCHEMA = schema();
    private static final int MASK_LABEL = ClipRowCodec.SCHEMA.fieldIndex("label_mask_type");

    private OutcomeRowCodec() {}

    private static StructType prediction() {
        StructType gender = new StructType()
                .add("occlusion", DataTypes.StringType)
                .add("gender", DataTypes.StringType)
                .add("gender_female_probability", DataTypes.DoubleType)
                .add("gender_male_probability", DataTypes.DoubleType)
                .add("age", DataTypes.DoubleType)
                .add("mask_type", DataTypes.StringType);
        StructType schema = maskProbabilities(gender);
        for (StructField fact : FACTS.fields()) {
            schema = schema.add(fact);
        }
        return schema;
    }

    private static StructType window() {
        StructType start = new StructType()
                .add("start_second", DataTypes.DoubleType)
                .add("end_second", DataTypes.DoubleType)
                .add("audio_present", DataTypes.BooleanType)
                .add("slot_seconds", DataTypes.createArrayType(DataTypes.IntegerType))
                .add("gender_female_probability", DataTypes.DoubleType)
                .add("gender_male_probability", DataTypes.DoubleType)
                .add("age", DataTypes.DoubleType);
        return maskProbabilities(start);
    }

    private static StructType maskProbabilities(StructType schema) {
        StructType extended = schema;
        for (MaskType type : MaskType.values()) {
            extended = extended.add(type.label() + "_probability", DataTypes.DoubleType);
        }
        return extended;
    }

    private static StructType schema() {
        StructType schema = ClipRowCodec.SCHEMA;
        for (StructField field : PREDICTION.fields()) {
            schema = schema.add(field);
        }
        for (StructField field : REJECTION.fields()) {
            schema = schema.add(field);
        }
        return schema.add("windows", DataTypes.createArrayType(WINDOW));
    }

    static EncodedOutcome encode(ClipOutcome outcome) {
        if (outcome instanceof ClipOutcome.Labelled labelled) {
            return new EncodedOutcome(
                    new ArrayList<>(labelled.views().stream()
                            .map(view -> labelled(labelled, view))
                            .toList()),
                    null);
        } else if (outcome instanceof ClipOutcome.Extracted extracted) {
            return new EncodedOutcome(List.of(extracted(extracted)), extracted.windows());
        }
        return new EncodedOutcome(List.of(rejected((ClipOutcome.Rejected) outcome)), null);
    }

    private static Row labelled(ClipOutcome.Labelled labelled, ClipOutcome.LabelledView view) {
        List<@Nullable Object> cells = clip(labelled);
        MaskType painted = view.occlusion().painted();
        if (painted != null) {
            cells.set(MASK_LABEL, painted.label());
        }
        cells.add(painted == null ? null : painted.label());
        addPrediction(cells, view.prediction());
        addFacts(cells, labelled.facts(), view.prediction().windowCount());
        addNulls(cells, REJECTION.size());
        cells.add(CollectionConverters.asScala(
                        view.windows().stream().map(OutcomeRowCodec::window).toList())
                .toSeq());
        return RowFactory.create(cells.toArray());
    }

    private static Row extracted(ClipOutcome.Extracted extracted) {
        List<@Nullable Object> cells = clip(extracted);
        addNulls(cells, PREDICTION.size() - FACTS.size());
        addFacts(cells, extracted.facts(), extracted.windows().windows());
        addNulls(cells, REJECTION.size() + 1);
        return RowFactory.create(cells.toArray());
    }

    static Row rejected(ClipOutcome.Rejected rejected) {
        List<@Nullable Object> cells = clip(rejected);
        addNulls(cells, PREDICTION.size());
        cells.addAll(List.of(rejected.stage(), rejected.reason(), rejected.message(), rejected.remedy()));
        cells.add(null);
        return RowFactory.create(cells.toArray());
    }

    private static List<@Nullable Object> clip(ClipOutcome outcome) {
        return new ArrayList<>(Arrays.asList(ClipRowCodec.cells(outcome.clip())));
    }

    private static void addNulls(List<@Nullable Object> cells, int count) {
        for (int i = 0; i < count; i++) {
            cells.add(null);
        }
    }

    private static void addPrediction(List<@Nullable Object> cells, ClipPrediction prediction) {
        Gender gender = prediction.gender();
        MaskType mask = prediction.maskType();
        cells.add(gender == null ? null : gender.label());
        addAll(cells, prediction.genderProbabilities(), Gender.values().length);
        cells.add(prediction.age());
        cells.add(mask == null ? null : mask.label());
        addAll(cells, prediction.maskProbabilities(), MaskType.values().length);
    }

    private static void addFacts(List<@Nullable Object> cells, ClipOutcome.ClipFacts facts, int windowCount) {
        cells.addAll(List.of(
                windowCount,
                facts.speechSeconds(),
                facts.faceFrameCount(),
                facts.faceCountMax(),
                facts.durationSeconds(),
                facts.hasAudio(),
                facts.hasFace(),
                false,
                CollectionConverters.asScala(facts.warnings()).toSeq()));
    }

    private static Row window(ClipOutcome.LabelledWindow labelled) {
        Window window = labelled.window();
        WindowPrediction prediction = labelled.prediction();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(window.span().startSample() / (double) WaveformPiece.SAMPLE_RATE);
        cells.add(window.span().endSample() / (double) WaveformPiece.SAMPLE_RATE);
        cells.add(window.audioPresent());
        cells.add(slotSeconds(window.slotSeconds()));
        addAll(cells, prediction.genderProbabilities(), Gender.values().length);
        cells.add(prediction.ageYears());
        addAll(cells, prediction.maskProbabilities(), MaskType.values().length);
        return RowFactory.create(cells.toArray());
    }

    /** A column's cell: null for an empty slot. */
    static Object slotSeconds(int[] slots) {
        List<@Nullable Integer> seconds = new ArrayList<>();
        for (int second : slots) {
            seconds.add(second == Window.EMPTY_SLOT ? null : second);
        }
        return CollectionConverters.asScala(seconds).toSeq();
    }

    private static void addAll(List<@Nullable Object> cells, double @Nullable [] values, int count) {
        for (int i = 0; i < count; i++) {
            cells.add(values == null ? null : values[i]);
        }
    }
}
