package oragen.spark.label;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oragen.LocalCache;
import oragen.pipeline.LabelSettings;
import oragen.pipeline.decode.ClipShare;
import oragen.pipeline.decode.DecodeSettings;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Makes the rows of one partition of a {@link LabelScan} inside of a task of Spark, streaming. What ends a JVM is tried
 * apart by the task's next attempt on the same machine, as the journal of clips in hand lies there.
 */
public final class ScanTask implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Rows of predictions and rejects: the clip's columns, then a prediction or a rejection, then {@link #WINDOWS}. */
    public static final StructType OUTCOME = OutcomeRowCodec.SCHEMA;

    /** Column of {@link #OUTCOME}: rows of the clip's windows. */
    public static final String WINDOWS = "windows";

    /** Rows of windows with features. */
    public static final StructType FEATURE = FeatureRowCodec.SCHEMA;

    /**
     * Clips that bring their bytes and are labelled together, so that networks run on batches of several. Decoding begins
     * anew with each group: of so many clips that costs below 1 %.
     */
    public static final int GROUP_ROWS = 32;

    /** Bytes of such a group, beside the last of its clips. */
    public static final long GROUP_BYTES = 64_000_000;

    private final ClipJob job;
    private final LabelSettings settings;
    private final SerializableConfiguration configuration;
    private final WaveMeters meters;

    ScanTask(ClipJob job, LabelSettings settings, SerializableConfiguration configuration, WaveMeters meters) {
        this.job = job;
        this.settings = settings;
        this.configuration = configuration;
        this.meters = meters;
    }

    /** The folder for journals of scans, which have no output to keep them in: one of this machine. */
    public static String journals() {
        return LocalCache.folder().resolve("journals").toUri().toString();
    }

    /** How the task opens its clips. */
    public DecodeSettings decoding() {
        return TaskSettings.decoding(settings, configuration.value());
    }

    /**
     * Rows of {@link #OUTCOME}, or of {@link #FEATURE} where features are the product; closed when the task ends.
     *
     * @param clips rows of a partition
     * @param scan tells its journals from those of others
     */
    public Iterator<Row> rows(List<Row> clips, String scan) {
        return new LabelPartition(
                        job,
                        settings,
                        configuration,
                        new LabelPartition.Journal(journals(), scan),
                        Set.of(),
                        Map.of(),
                        meters)
                .call(List.of(clips).iterator());
    }

    /** Begins to label clips that the rows of a task bring along. @param scan tells its journals from those of others */
    public Attempt begin(String scan) {
        return new Attempt(TaskLabelling.begin(
                settings, configuration, new LabelPartition.Journal(journals(), scan), Set.of(), meters));
    }

    /** One attempt of a task, which closes what it has opened when it ends. */
    public final class Attempt {
        private final TaskLabelling labelling;

        private Attempt(TaskLabelling labelling) {
            this.labelling = labelling;
        }

        /**
         * Rows of {@link #OUTCOME} of predictions, one a clip if no mask is painted; in no order, as clips that are tried
         * apart come last.
         */
        public Iterator<Row> outcomes(List<ClipShare> clips) {
            return new TaskRows(labelling.outcomes(clips), meters, null);
        }
    }
}
