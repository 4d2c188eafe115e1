package oragen.spark.transform;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import oragen.InputException;
import oragen.run.Columns;
import oragen.spark.clips.ColumnTypes;
import oragen.spark.label.Labelling;
import oragen.spark.label.NamedOptions;
import oragen.spark.label.ScanTask;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Appends predictions to rows that bring clips: their paths, their bytes, or both in a struct. From Java:
 *
 * <pre>{@code
 * Dataset<Row> labelled = new ClipTransformer().setInputCol("audio").setOutputPrefix("oragen_").transform(rows);
 * }</pre>
 *
 * From PySpark, with this program's jar in {@code spark.jars}:
 *
 * <pre>{@code
 * step = spark._jvm.oragen.spark.transform.ClipTransformer().setInputCol("audio").setOutputPrefix("oragen_")
 * labelled = DataFrame(step.transform(rows._jdf), spark)
 * }</pre>
 *
 * Every row stays, in its order. One whose clip cannot be labelled has {@code reject_reason} and {@code reject_message}
 * and no prediction. The networks are loaded once an executor and run on batches of several rows. A group of up to 32 rows
 * or 64 MB, and one row more, is held in memory.
 */
public final class ClipTransformer extends Transformer implements DefaultParamsWritable {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final Param<String> inputCol;
    private final Param<String> outputPrefix;
    private final Param<String> bundle;
    private final Param<String> modality;
    private final Param<String> protocol;
    private final Param<String> face;
    private final Param<String> rawAudio;
    private final Param<String> device;
    private final Param<String> precision;
    private final Param<String> clipTimeLimit;

    public ClipTransformer() {
        this("clips_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    }

    /** @param uid name of this step in its pipeline */
    public ClipTransformer(String uid) {
        this.uid = uid;
        inputCol = param("inputCol", "column of paths (string), bytes (binary), or structs of bytes and path");
        outputPrefix = param("outputPrefix", "before the names of the columns that are appended");
        bundle = param("bundle", "folder of a bundle; the embedded one if unset");
        modality = param("modality", "both, audio or visual; all that the bundle serves if unset");
        protocol = param("protocol", "released or paper");
        face = param("face", "largest or continuous");
        rawAudio = param("rawAudio", "format of headerless audio, such as s16le:8000");
        device = param("device", "auto, cpu or gpu");
        precision = param("precision", "auto, fp32 or int8");
        clipTimeLimit = param("clipTimeLimit", "seconds without output after which a clip is given up");
        setDefault(outputPrefix, "");
    }

    private Param<String> param(String name, String meaning) {
        return new Param<>(this, name, meaning);
    }

    @Override
    public String uid() {
        return uid;
    }

    public Param<String> inputCol() {
        return inputCol;
    }

    public ClipTransformer setInputCol(String value) {
        set(inputCol, value);
        return this;
    }

    public Param<String> outputPrefix() {
        return outputPrefix;
    }

    public ClipTransformer setOutputPrefix(String value) {
        set(outputPrefix, value);
        return this;
    }

    public Param<String> bundle() {
        return bundle;
    }

    public ClipTransformer setBundle(String value) {
        set(bundle, value);
        return this;
    }

    public Param<String> modality() {
        return modality;
    }

    public ClipTransformer setModality(String value) {
        set(modality, value);
        return this;
    }

    public Param<String> protocol() {
        return protocol;
    }

    public ClipTransformer setProtocol(String value) {
        set(protocol, value);
        return this;
    }

    public Param<String> face() {
        return face;
    }

    public ClipTransformer setFace(String value) {
        set(face, value);
        return this;
    }

    public Param<String> rawAudio() {
        return rawAudio;
    }

    public ClipTransformer setRawAudio(String value) {
        set(rawAudio, value);
        return this;
    }

    public Param<String> device() {
        return device;
    }

    public ClipTransformer setDevice(String value) {
        set(device, value);
        return this;
    }

    public Param<String> precision() {
        return precision;
    }

    public ClipTransformer setPrecision(String value) {
        set(precision, value);
        return this;
    }

    public Param<String> clipTimeLimit() {
        return clipTimeLimit;
    }

    public ClipTransformer setClipTimeLimit(String value) {
        set(clipTimeLimit, value);
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> rows) {
        StructType schema = transformSchema(rows.schema());
        ScanTask task = labelling(rows).task();
        List<Integer> columns = Arrays.stream(appended().fieldNames())
                .map(ScanTask.OUTCOME::fieldIndex)
                .toList();
        ClipColumn column = ClipColumn.of(rows.schema(), input());
        return rows.toDF()
                .mapPartitions(
                        new LabelRows(task, column, UUID.randomUUID().toString(), columns), Encoders.row(schema));
    }

    private Labelling labelling(Dataset<?> rows) {
        Labelling job = Labelling.of(rows.sparkSession());
        for (Param<?> param : params()) {
            NamedOptions.known(param.name())
                    .filter(name -> isDefined(param))
                    .ifPresent(name -> NamedOptions.tell(job, name, (String) getOrDefault(param)));
        }
        return job;
    }

    private String input() {
        if (!isDefined(inputCol)) {
            throw new InputException("inputCol", "is not set", "name the column with the clips' paths or bytes");
        }
        return getOrDefault(inputCol);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        ClipColumn.of(schema, input());
        StructType output = schema;
        for (StructField field : appended().fields()) {
            output = output.add(named(schema, field.name()), field.dataType());
        }
        output = output.add(named(schema, "reject_reason"), DataTypes.StringType);
        return output.add(named(schema, "reject_message"), DataTypes.StringType);
    }

    private String named(StructType schema, String name) {
        String own = getOrDefault(outputPrefix) + name;
        if (Arrays.stream(schema.fieldNames()).anyMatch(there -> there.equalsIgnoreCase(own))) {
            throw new InputException(
                    "column " + own, "is in the input already", "set outputPrefix to a word such as oragen_");
        }
        return own;
    }

    /** The prediction's columns, without that of painted masks. */
    private static StructType appended() {
        return ColumnTypes.schema(Columns.PREDICTION.stream()
                .filter(column -> !column.name().equals("occlusion"))
                .toList());
    }

    @Override
    public ClipTransformer copy(ParamMap extra) {
        return (ClipTransformer) defaultCopy(extra);
    }

    /** For {@code PipelineModel.load}. */
    public static MLReader<ClipTransformer> read() {
        return new DefaultParamsReader<>();
    }

    public static ClipTransformer load(String folder) {
        return read().load(folder);
    }
}
