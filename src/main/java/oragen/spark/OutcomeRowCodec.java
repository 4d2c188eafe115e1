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

/** Outcomes → rows: the clip's columns, then those of a prediction or those of a rejection, then the windows. */
final class OutcomeRowCodec {
    static final StructType PREDICTION = prediction();
    static final StructType REJECTION = new StructType()
            .add("stage", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("message", DataTypes.StringType)
            .add("remedy", DataTypes.StringType);
    static final StructType WINDOW = window();
    static final StructType SCHEMA = schema();

    private OutcomeRowCodec() {}

    private static StructType prediction() {
        StructType gender = new StructType()
                .add("gender", DataTypes.StringType)
                .add("gender_female_probability", DataTypes.DoubleType)
                .add("gender_male_probability", DataTypes.DoubleType)
                .add("age", DataTypes.DoubleType)
                .add("mask_type", DataTypes.StringType);
        return maskProbabilities(gender)
                .add("window_count", DataTypes.IntegerType)
                .add("speech_seconds", DataTypes.DoubleType)
                .add("face_frame_count", DataTypes.IntegerType)
                .add("face_count_max", DataTypes.IntegerType)
                .add("duration_seconds", DataTypes.DoubleType)
                .add("has_audio", DataTypes.BooleanType)
                .add("has_face", DataTypes.BooleanType)
                .add("imputed", DataTypes.BooleanType)
                .add("warnings", DataTypes.createArrayType(DataTypes.StringType));
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

    static Row encode(ClipOutcome outcome) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(ClipRowCodec.cells(outcome.clip())));
        if (outcome instanceof ClipOutcome.Labelled labelled) {
            addPrediction(cells, labelled);
            addNulls(cells, REJECTION.size());
            cells.add(CollectionConverters.asScala(labelled.windows().stream()
                            .map(OutcomeRowCodec::window)
                            .toList())
                    .toSeq());
        } else if (outcome instanceof ClipOutcome.Rejected rejected) {
            addNulls(cells, PREDICTION.size());
            cells.addAll(List.of(rejected.stage(), rejected.reason(), rejected.message(), rejected.remedy()));
            cells.add(null);
        }
        return RowFactory.create(cells.toArray());
    }

    private static void addNulls(List<@Nullable Object> cells, int count) {
        for (int i = 0; i < count; i++) {
            cells.add(null);
        }
    }

    private static void addPrediction(List<@Nullable Object> cells, ClipOutcome.Labelled labelled) {
        ClipPrediction prediction = labelled.prediction();
        ClipOutcome.ClipFacts facts = labelled.facts();
        Gender gender = prediction.gender();
        MaskType mask = prediction.maskType();
        cells.add(gender == null ? null : gender.label());
        addAll(cells, prediction.genderProbabilities(), Gender.values().length);
        cells.add(prediction.age());
        cells.add(mask == null ? null : mask.label());
        addAll(cells, prediction.maskProbabilities(), MaskType.values().length);
        cells.addAll(List.of(
                prediction.windowCount(),
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
        List<@Nullable Integer> seconds = new ArrayList<>();
        for (int second : window.slotSeconds()) {
            seconds.add(second == Window.EMPTY_SLOT ? null : second);
        }
        cells.add(CollectionConverters.asScala(seconds).toSeq());
        addAll(cells, prediction.genderProbabilities(), Gender.values().length);
        cells.add(prediction.ageYears());
        addAll(cells, prediction.maskProbabilities(), MaskType.values().length);
        return RowFactory.create(cells.toArray());
    }

    private static void addAll(List<@Nullable Object> cells, double @Nullable [] values, int count) {
        for (int i = 0; i < count; i++) {
            cells.add(values == null ? null : values[i]);
        }
    }
}
