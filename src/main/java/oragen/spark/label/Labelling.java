package oragen.spark.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oragen.InputException;
import oragen.bundle.ModelBundle;
import oragen.bundle.PrecisionPreference;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.media.RawAudio;
import oragen.onnx.DevicePreference;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.WindowTable;
import oragen.pipeline.decode.PictureDecoder;
import oragen.run.RejectReason;
import oragen.spark.clips.ChangeCheck;
import oragen.spark.clips.ClipSelection;
import oragen.spark.clips.ContentColumns;
import oragen.spark.label.LabelDestination.Existing;
import oragen.window.Protocol;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Labels clips, or extracts their features: told what is wanted, then run.
 *
 * <pre>{@code
 * LabelSummary summary = Labelling.of(spark)
 *         .input("hdfs:///clips")
 *         .output("hdfs:///labels")
 *         .protocol(Protocol.PAPER)
 *         .run();
 * }</pre>
 *
 * All but the input and the output has the default of the command {@code label}. Not for several threads.
 */
public final class Labelling {
    /** A wave is lost where the driver dies; more waves cost more starts and more files. */
    public static final long DEFAULT_WAVE_CLIPS = 20_000;

    /** The slowest storage and the largest picture take far less. */
    public static final int DEFAULT_CLIP_TIME_LIMIT_SECONDS = 300;

    /** Some minutes of footage: below that one core is done soon. */
    public static final long DEFAULT_SPLIT_MEGABYTES = 64;

    private static final long MEGABYTE = 1_000_000;

    private final SparkSession spark;
    private ClipJob job;
    private final List<String> inputs = new ArrayList<>();
    private @Nullable ContentColumns columns;
    private String output = "";
    private @Nullable String bundle;
    private @Nullable Modality modality;
    private Protocol protocol = Protocol.RELEASED;
    private FaceChoice faceChoice = FaceChoice.LARGEST;
    private @Nullable RawAudio rawAudio;
    private List<MaskType> occlusions = List.of();
    private DevicePreference device = DevicePreference.AUTO;
    private PrecisionPreference precision = PrecisionPreference.AUTO;
    private PictureDecoder decoder = PictureDecoder.CPU;
    private @Nullable Integer partitions;
    private int clipTimeLimitSeconds = DEFAULT_CLIP_TIME_LIMIT_SECONDS;
    private long splitMegabytes = DEFAULT_SPLIT_MEGABYTES;
    private Set<String> subsets = Set.of();
    private @Nullable Long limit;
    private long waveClips = DEFAULT_WAVE_CLIPS;
    private ChangeCheck changeCheck = ChangeCheck.MODIFICATION_TIME;
    private Existing existing = Existing.CONTINUED;
    private Set<RejectReason> retriedReasons = Set.of();
    private LabelProgress progress = (done, total) -> {};
    private String version = "";

    private Labelling(SparkSession spark, ClipJob job) {
        this.spark = spark;
        this.job = job;
    }

    /** Predictions, one row a clip. */
    public static Labelling of(SparkSession spark) {
        return new Labelling(spark, new PredictionJob(WindowTable.OMITTED));
    }

    /** Features, one row a window. */
    public static Labelling featuresOf(SparkSession spark) {
        return new Labelling(spark, new FeatureJob());
    }

    /** A file, folder, glob or manifest on any Hadoop file system; may be called again. */
    public Labelling input(String path) {
        inputs.add(path);
        return this;
    }

    /** The inputs are tables that have the bytes of a clip in each row; null, the default, where they are not. */
    public Labelling columns(@Nullable ContentColumns wanted) {
        columns = wanted;
        return this;
    }

    /** Folder of the results. */
    public Labelling output(String folder) {
        output = folder;
        return this;
    }

    /** Folder of a bundle; null, the default, for the embedded one. */
    public Labelling bundle(@Nullable String folder) {
        bundle = folder;
        return this;
    }

    /** What is predicted from; null, the default, for all that the bundle serves. */
    public Labelling modality(@Nullable Modality wanted) {
        modality = wanted;
        return this;
    }

    public Labelling protocol(Protocol wanted) {
        protocol = wanted;
        return this;
    }

    public Labelling face(FaceChoice wanted) {
        faceChoice = wanted;
        return this;
    }

    /** How {@code .raw} and {@code .pcm} files are to be read; null, the default, rejects them. */
    public Labelling rawAudio(@Nullable RawAudio format) {
        rawAudio = format;
        return this;
    }

    /** Masks that are painted on the faces, each for a row of its own. */
    public Labelling occlude(List<MaskType> masks) {
        occlusions = List.copyOf(masks);
        return this;
    }

    public Labelling device(DevicePreference preference) {
        device = preference;
        return this;
    }

    /** Where pictures are decoded; the processor unless asked otherwise. */
    public Labelling decode(PictureDecoder wanted) {
        decoder = wanted;
        return this;
    }

    /** Precision of networks that the bundle has in several. */
    public Labelling precision(PrecisionPreference preference) {
        precision = preference;
        return this;
    }

    /** Number of partitions; null, the default, to plan by size. */
    public Labelling partitions(@Nullable Integer count) {
        if (count != null) {
            require(count >= 1, "--partitions", count, "use at least 1");
        }
        partitions = count;
        return this;
    }

    /** A file whose decoder produces nothing for so long is rejected as {@code timed_out}. */
    public Labelling clipTimeLimitSeconds(int seconds) {
        require(seconds >= 1, "--clip-time-limit", seconds, "use at least 1 second");
        clipTimeLimitSeconds = seconds;
        return this;
    }

    /** Files from this size may be split and decoded in parallel. */
    public Labelling splitMegabytes(long megabytes) {
        require(megabytes >= 0, "--split-megabytes", megabytes, "use 0 or more");
        splitMegabytes = megabytes;
        return this;
    }

    /** Subsets that clips must be of, as their labels spell them; none, the default, for all. */
    public Labelling subsets(Set<String> names) {
        subsets = Set.copyOf(names);
        return this;
    }

    /** At most so many clips; null, the default, for all. */
    public Labelling limit(@Nullable Long clips) {
        if (clips != null) {
            require(clips >= 1, "--limit", clips, "use at least 1; --dry-run labels nothing");
        }
        limit = clips;
        return this;
    }

    /** Clips that are labelled and written together. */
    public Labelling waveClips(long clips) {
        require(clips >= 1, "--wave-clips", clips, "use at least 1");
        waveClips = clips;
        return this;
    }

    public Labelling changedBy(ChangeCheck check) {
        changeCheck = check;
        return this;
    }

    /** Whether the windows of predictions are written too. */
    public Labelling windows(WindowTable wanted) {
        if (job instanceof PredictionJob) {
            job = new PredictionJob(wanted);
        }
        return this;
    }

    /** First deletes the results of an earlier run of the same key. */
    public Labelling overwrite() {
        existing = Existing.OVERWRITTEN;
        return this;
    }

    /** Rejected clips of these reasons are tried again. */
    public Labelling retryRejects(Set<RejectReason> reasons) {
        retriedReasons = Set.copyOf(reasons);
        return this;
    }

    public Labelling progress(LabelProgress listener) {
        progress = listener;
        return this;
    }

    /** The program's version, for the run record. */
    public Labelling version(String name) {
        version = name;
        return this;
    }

    private static void require(boolean fits, String option, Number value, String remedy) {
        if (!fits) {
            throw new InputException(option, value.toString(), remedy);
        }
    }

    /** Says what {@link #run} would do and writes nothing; costs a listing of the inputs. */
    public LabelPlan plan() {
        return corpus().plan();
    }

    /** Labels the clips that no earlier run of the same key has done; what is written stays. */
    public LabelSummary run() {
        return corpus().execute();
    }

    /**
     * Plans a run that writes nothing, whose rows tasks of the caller make; the output, and what belongs to it, is not
     * looked at. Costs a listing of the inputs.
     */
    public LabelScan scan(LabelScan.Order order) {
        return LabelScan.of(spark, request(), order);
    }

    /** A task for clips that its rows bring along; no input is listed. */
    public ScanTask task() {
        return LabelScan.task(spark, request());
    }

    /** What a task must know, for callers that label without Spark's jobs. */
    public LabelSettings settings(ModelBundle opened) {
        LabelRequest request = request();
        return TaskSettings.of(request, opened, request.precision(opened.manifest()), spark.sparkContext());
    }

    private LabelCorpus corpus() {
        return new LabelCorpus(spark, request(), progress, version);
    }

    private LabelRequest request() {
        return new LabelRequest(
                new ClipSelection(inputs, columns, subsets, limit, waveClips, changeCheck),
                new LabelMethod(job, bundle, modality, precision, decoder, protocol, faceChoice, rawAudio, occlusions),
                new LabelExecution(device, partitions, clipTimeLimitSeconds, splitMegabytes * MEGABYTE),
                new LabelDestination(output, existing, retriedReasons));
    }
}
