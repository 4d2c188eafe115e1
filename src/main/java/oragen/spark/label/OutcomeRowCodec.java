package oragen.spark.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.fusion.WindowPrediction;
import oragen.grouping.ClipPrediction;
import oragen.label.Gender;
import oragen.label.MaskType;
import oragen.media.WaveformPiece;
import oragen.pipeline.ClipOutcome;
import oragen.run.Columns;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.ColumnTypes;
import oragen.window.Window;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Outcomes → rows: the clip's columns, then those of a prediction, its facts, or those of a rejection, then the windows.
 * A clip on whose faces masks were painted has a row for each of them, with that mask as its label.
 */
final class OutcomeRowCodec {
    static final StructType FACTS = ColumnTypes.schema(Columns.FACTS);
    static final StructType PREDICTION = ColumnTypes.schema(Columns.PREDICTION);
    static final StructType REJECTION = ColumnTypes.schema(Columns.REJECTION);
    static final StructType WINDOW = ColumnTypes.schema(Columns.WINDOW);
    static final StructType SCHEMA = ColumnTypes.join(ColumnTypes.join(ClipRowCodec.SCHEMA, PREDICTION), REJECTION)
            .add("windows", DataTypes.createArrayType(WINDOW));
    private static final int MASK_LABEL = ClipRowCodec.SCHEMA.fieldIndex("label_mask_type");

    private OutcomeRowCodec() {}

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
        cells.addAll(List.of(rejected.stage(), rejected.reason().label(), rejected.message(), rejected.remedy()));
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
