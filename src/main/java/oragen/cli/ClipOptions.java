package oragen.cli;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import oragen.InputException;
import oragen.bundle.BundleCache;
import oragen.bundle.PrecisionPreference;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.media.RawAudio;
import oragen.onnx.DevicePreference;
import oragen.pipeline.decode.PictureDecoder;
import oragen.run.RejectReason;
import oragen.spark.clips.ChangeCheck;
import oragen.spark.clips.ContentColumns;
import oragen.spark.label.LabelSummary;
import oragen.spark.label.Labelling;
import oragen.window.Protocol;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that run over clips. */
final class ClipOptions {
    private static final int TOO_MANY_REJECTS = 4;

    @Option(
            names = "--input",
            converter = LocationText.class,
            required = true,
            paramLabel = "PATH",
            description =
                    "File, folder (searched recursively), glob, archive (.tar, .tar.gz, .zip), or manifest (.csv, "
                            + ".parquet) with a path column; with --content-column a table of clips; repeatable.")
    private List<String> inputs = List.of();

    @Option(
            names = "--content-column",
            paramLabel = "COLUMN",
            description = "The inputs are tables with a clip in each row: the column of its bytes, as audio.bytes.")
    private @Nullable String contentColumn;

    @Option(
            names = "--id-column",
            paramLabel = "COLUMN",
            description = "With --content-column: column that identifies a row (default: its content and, in a struct "
                    + "of bytes and path, the path).")
    private @Nullable String idColumn;

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "With --content-column: Spark source that reads the tables, as delta, iceberg, orc, avro or "
                    + "json (default: parquet).")
    private @Nullable String inputFormat;

    @Option(
            names = "--output",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Output folder.")
    private String output = "";

    @Option(
            names = "--bundle",
            converter = LocationText.class,
            paramLabel = "DIR",
            description = "Model bundle (default: the embedded one).")
    private @Nullable String bundle;

    @Option(
            names = "--modality",
            paramLabel = "both|audio|visual|all",
            description =
                    "Modalities to predict from (default: all that the bundle supports, together). label --modality "
                            + "all makes a run of each, for the table of evaluate that sets them side by side.")
    private @Nullable ModalityChoice modality;

    /** What is predicted from, or each in turn. */
    private enum ModalityChoice {
        BOTH,
        AUDIO,
        VISUAL,
        ALL;

        Modality single() {
            return switch (this) {
                case BOTH -> Modality.BOTH;
                case AUDIO -> Modality.AUDIO;
                case VISUAL -> Modality.VISUAL;
                case ALL ->
                    throw new InputException(
                            "--modality all", "only label makes several runs", "use both, audio or visual");
            };
        }
    }

    @Option(
            names = "--protocol",
            paramLabel = "released|paper",
            description = "Windows and grouping as in the authors' released inference code (default) or as in the "
                    + "paper.")
    private Protocol protocol = Protocol.RELEASED;

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where the networks run (default: auto).")
    private DevicePreference device = DevicePreference.AUTO;

    @Option(
            names = "--decode",
            paramLabel = "cpu|gpu",
            description =
                    "Where video is decoded (default: cpu). gpu uses NVIDIA's video engine, and the processor for "
                            + "codecs that it lacks (warning decoded_on_processor).")
    private PictureDecoder decoder = PictureDecoder.CPU;

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|fp16|int8",
            description =
                    "Arithmetic of networks that the bundle has in several (default: auto, which is fp16 on a GPU, "
                            + "int8 if the driver's processor has VNNI, and otherwise fp32).")
    private PrecisionPreference precision = PrecisionPreference.AUTO;

    @Option(
            names = "--face",
            paramLabel = "largest|continuous",
            description = "Which face is the speaker's: the largest in each frame (default), or the same face from "
                    + "frame to frame.")
    private FaceChoice face = FaceChoice.LARGEST;

    @Option(
            names = "--raw-audio",
            paramLabel = "ENCODING:RATE[:CHANNELS]",
            description =
                    "Format of headerless .raw and .pcm files: s16le, alaw or mulaw, and the sampling rate in Hz.")
    private @Nullable String rawAudio;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Number of Spark partitions (default: planned by size).")
    private @Nullable Integer partitions;

    @Option(
            names = "--wave-clips",
            paramLabel = "N",
            description = "Clips labelled and committed together, so the most a crash can lose (default: 20000).")
    private long waveClips = Labelling.DEFAULT_WAVE_CLIPS;

    @Option(
            names = "--retry-rejects",
            arity = "0..1",
            split = ",",
            fallbackValue = "all",
            paramLabel = "REASON",
            description = "Retry rejected clips: all of them, or those rejected for these reasons.")
    private List<String> retryRejects = List.of();

    @Option(
            names = "--changed-by",
            paramLabel = "time|hash",
            description = "How changed files are detected: by modification time (default), or by content hash, which "
                    + "reads every file. A clip labelled without a hash counts as changed.")
    private String changedBy = "time";

    @Option(
            names = "--clip-time-limit",
            paramLabel = "SECONDS",
            description = "Reject a file as timed_out if it produces no output for this many seconds (default: 300).")
    private int clipTimeLimit = Labelling.DEFAULT_CLIP_TIME_LIMIT_SECONDS;

    @Option(
            names = "--split-megabytes",
            paramLabel = "MB",
            description = "Files of at least this size are split and decoded in parallel if they would otherwise keep "
                    + "one core busy while the rest idle (default: 64).")
    private long splitMegabytes = Labelling.DEFAULT_SPLIT_MEGABYTES;

    @Option(
            names = "--max-reject-rate",
            paramLabel = "FRACTION",
            description = "Exit with code 4 if more than this fraction of the new clips is rejected (default: 1, "
                    + "never).")
    private double maxRejectRate = 1;

    @Option(
            names = "--occlude",
            split = ",",
            paramLabel = "TYPE|all",
            description = "Paint masks of these types on the faces before they are encoded, with one output row per "
                    + "type; no_mask leaves faces unchanged, all selects every type.")
    private List<String> occlude = List.of();

    @Option(
            names = "--subset",
            split = ",",
            paramLabel = "NAME",
            description = "Process only clips of these subsets, as train,dev (default: all).")
    private Set<String> subsets = Set.of();

    @Option(names = "--limit", paramLabel = "N", description = "Process at most N clips.")
    private @Nullable Long limit;

    @Option(names = "--overwrite", description = "Delete the results of the same run key first.")
    private boolean overwrite;

    @Option(names = "--dry-run", description = "Print the plan and exit.")
    private boolean dryRun;

    boolean isDryRun() {
        return dryRun;
    }

    String output() {
        return output;
    }

    /** 4 where more clips were rejected than the options allow, else 0. */
    int exitCode(LabelSummary summary) {
        boolean tooMany = summary.newClips() > 0 && summary.rejected() > maxRejectRate * summary.newClips();
        return tooMany ? TOO_MANY_REJECTS : 0;
    }

    /**
     * What is predicted from, a run for each; null is all that the bundle supports. A painted mask is nothing to
     * those who only listen.
     */
    List<@Nullable Modality> modalities(SparkSession spark) {
        if (modality != ModalityChoice.ALL) {
            return Collections.singletonList(modality == null ? null : modality.single());
        }
        return Modality.served(BundleCache.open(bundle, spark.sparkContext().hadoopConfiguration())
                        .manifest())
                .stream()
                .filter(served -> occlude.isEmpty() || served.looks())
                .<@Nullable Modality>map(served -> served)
                .toList();
    }

    /** Tells a job what the options say. */
    Labelling tell(Labelling job) {
        return tell(job, modality == null ? null : modality.single());
    }

    /** Tells it the same, but for the modality. */
    Labelling tell(Labelling job, @Nullable Modality wanted) {
        if (!(maxRejectRate >= 0 && maxRejectRate <= 1)) {
            throw new InputException(
                    "--max-reject-rate", Double.toString(maxRejectRate), "use a fraction from 0 to 1, as 0.05 for 5 %");
        }
        inputs.forEach(job::input);
        job.columns(columns());
        job.output(output)
                .bundle(bundle)
                .modality(wanted)
                .protocol(protocol)
                .face(face)
                .rawAudio(rawAudio == null ? null : RawAudio.parse("--raw-audio", rawAudio))
                .occlude(MaskType.parseAll(occlude))
                .device(device)
                .precision(precision)
                .decode(decoder)
                .partitions(partitions)
                .clipTimeLimitSeconds(clipTimeLimit)
                .splitMegabytes(splitMegabytes)
                .subsets(subsets)
                .limit(limit)
                .waveClips(waveClips)
                .changedBy(changeCheck(changedBy))
                .retryRejects(retriedReasons());
        return overwrite ? job.overwrite() : job;
    }

    private @Nullable ContentColumns columns() {
        return columns(contentColumn, idColumn, inputFormat);
    }

    /** What three options say of clips that lie in tables; null where they say nothing. */
    static @Nullable ContentColumns columns(
            @Nullable String contentColumn, @Nullable String idColumn, @Nullable String inputFormat) {
        if (contentColumn != null) {
            String format = inputFormat == null ? ContentColumns.DEFAULT_FORMAT : inputFormat;
            return new ContentColumns(contentColumn, idColumn, format);
        }
        if (idColumn != null || inputFormat != null) {
            throw new InputException(
                    idColumn != null ? "--id-column " + idColumn : "--input-format " + inputFormat,
                    "has no effect without --content-column",
                    "name the column that holds the bytes of the clips");
        }
        return null;
    }

    private Set<RejectReason> retriedReasons() {
        return retryRejects.contains("all")
                ? EnumSet.allOf(RejectReason.class)
                : retryRejects.stream()
                        .map(label -> RejectReason.parse("--retry-rejects", label))
                        .collect(Collectors.toSet());
    }

    private static ChangeCheck changeCheck(String word) {
        return switch (word) {
            case "time" -> ChangeCheck.MODIFICATION_TIME;
            case "hash" -> ChangeCheck.CONTENT_HASH;
            default -> throw new InputException("--changed-by", word, "use time or hash");
        };
    }
}
