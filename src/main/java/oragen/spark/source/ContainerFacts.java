package oragen.spark.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import oragen.corpus.Clip;
import oragen.media.DecodeOptions;
import oragen.media.MediaException;
import oragen.media.MediaStream;
import oragen.pipeline.decode.ContainerReader;
import oragen.pipeline.decode.DecodeSettings;
import oragen.run.Column;
import oragen.run.Columns;
import oragen.run.InFlightJournal;
import oragen.run.RejectReason;
import oragen.spark.clips.ClipRowCodec;
import oragen.spark.clips.ColumnTypes;
import oragen.spark.label.ScanTask;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Clips → what their containers say, without decoding. Files that were open when two attempts of the task ended with their
 * JVMs on this machine are not opened again; one attempt alone may be a speculative one's living twin.
 */
final class ContainerFacts {
    static final List<Column> COLUMNS = List.of(
            new Column("duration_seconds", Column.Type.REAL, false, "that the container declares"),
            new Column("has_audio", Column.Type.FLAG, false, ""),
            new Column("has_video", Column.Type.FLAG, false, "in the file, or as pictures that lie apart"));

    /** The clip, then {@link #COLUMNS}, then why the file cannot be opened. */
    static final StructType SCHEMA = ColumnTypes.join(
            ColumnTypes.join(ClipRowCodec.SCHEMA, ColumnTypes.schema(COLUMNS)), ColumnTypes.schema(Columns.REJECTION));

    private final DecodeSettings settings;
    private final ContainerReader containers;
    private final InFlightJournal journal;
    private final Set<String> suspects;

    private ContainerFacts(
            DecodeSettings settings, ContainerReader containers, InFlightJournal journal, Set<String> suspects) {
        this.settings = settings;
        this.containers = containers;
        this.journal = journal;
        this.suspects = suspects;
    }

    /**
     * Rows of {@link #SCHEMA}, one a clip, as they are asked for.
     *
     * @param clips rows of {@link ClipRowCodec}
     * @param scan tells the journals of this reading from those of others
     */
    static Iterator<Row> rows(List<Row> clips, DecodeSettings settings, String scan) {
        String journals = ScanTask.journals();
        TaskContext task = TaskContext.get();
        String prefix = scan + "-partition" + task.partitionId() + "-";
        Set<String> suspects = suspects(task.attemptNumber(), journals, prefix, settings.configuration());
        InFlightJournal journal =
                new InFlightJournal(journals, prefix + task.taskAttemptId(), settings.configuration());
        ContainerReader containers = new ContainerReader(settings.configuration());
        task.addTaskCompletionListener(context -> {
            containers.close();
            journal.close();
        });
        ContainerFacts facts = new ContainerFacts(settings, containers, journal, suspects);
        return clips.stream().map(facts::row).iterator();
    }

    /** Keys of clips that this attempt does not open. */
    static Set<String> suspects(int attempt, String journals, String prefix, Configuration configuration) {
        return attempt < InFlightJournal.ATTEMPTS_IN_COMMON
                ? Set.of()
                : InFlightJournal.suspects(journals, prefix, configuration);
    }

    private Row row(Row encoded) {
        Clip clip = ClipRowCodec.decode(encoded);
        String key = clip.identity().key();
        if (suspects.contains(key)) {
            return rejected(
                    clip, RejectReason.CRASHED, "clip " + clip.clipId() + ": opening it ended the JVM", "convert it");
        }
        journal.begin(key);
        DecodeOptions part = DecodeOptions.of(
                null, clip.identity().startSecond(), clip.identity().endSecond(), settings.rawAudio());
        try (MediaStream stream = containers.open(clip, part)) {
            double declared = stream.report().declaredSeconds();
            return row(
                    clip,
                    declared > 0 ? declared : null,
                    stream.hasAudio(),
                    stream.hasVideo() || clip.file().frames() != null,
                    null,
                    null,
                    null,
                    null);
        } catch (MediaException e) {
            return rejected(clip, RejectReason.of(e.reason()), String.valueOf(e.getMessage()), e.remedy());
        } finally {
            journal.end(key);
        }
    }

    private static Row rejected(Clip clip, RejectReason reason, String message, String remedy) {
        return row(clip, null, null, null, "decode", reason.label(), message, remedy);
    }

    private static Row row(Clip clip, @Nullable Object... facts) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(ClipRowCodec.cells(clip)));
        cells.addAll(Arrays.asList(facts));
        return RowFactory.create(cells.toArray());
    }
}
