package oragen.cli;

import java.util.List;
import java.util.Set;
import oragen.InputException;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.media.RawAudio;
import oragen.onnx.DevicePreference;
import oragen.spark.LabelOptions;
import oragen.spark.LabelOptions.ChangeCheck;
import oragen.spark.LabelOptions.Existing;
import oragen.spark.LabelOptions.WindowTable;
import oragen.spark.LabelSummary;
import oragen.spark.Product;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that run over clips. */
final class ClipOptions {
    private static final int TOO_MANY_REJECTS = 4;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "PATH",
            description = "File, folder (walked), glob, or manifest (.csv, .parquet) with a column path; repeatable.")
    private List<String> inputs = List.of();

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder of the results.")
    private String output = "";

    @Option(names = "--bundle", paramLabel = "DIR", description = "Model bundle; default the embedded one.")
    private @Nullable String bundle;

    @Option(
            names = "--modality",
            paramLabel = "both|audio|visual",
            description = "What is predicted from; default all that the bundle serves.")
    private @Nullable Modality modality;

    @Option(
            names = "--protocol",
            paramLabel = "released|paper",
            description = "Windows and grouping of the authors' released inference (default) or of the paper.")
    private Protocol protocol = Protocol.RELEASED;

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where networks run (default auto).")
    private DevicePreference device = DevicePreference.AUTO;

    @Option(
            names = "--face",
            paramLabel = "largest|continuous",
            description = "The speaker's face: the largest (default), or the one that continues.")
    private FaceChoice face = FaceChoice.LARGEST;

    @Option(
            names = "--raw-audio",
            paramLabel = "ENCODING:RATE[:CHANNELS]",
            description = "Format of .raw and .pcm files: s16le, alaw or mulaw, and the rate in Hz.")
    private @Nullable String rawAudio;

    @Option(names = "--partitions", paramLabel = "N", description = "Number of partitions; default by size.")
    private @Nullable Integer partitions;

    @Option(
            names = "--wave-clips",
            paramLabel = "N",
            description = "Clips that are labelled and written together (default 20000): what a crash loses.")
    private long waveClips = LabelOptions.DEFAULT_WAVE_CLIPS;

    @Option(
            names = "--retry-rejects",
            arity = "0..1",
            split = ",",
            fallbackValue = "all",
            paramLabel = "REASON",
            description = "Try rejected clips again: all, or those of these reasons.")
    private List<String> retryRejects = List.of();

    @Option(
            names = "--changed-by",
            paramLabel = "time|hash",
            description =
                    "A file has changed if its time of modification has (default), or its content, which is read for that; "
                            + "a clip whose hash was not taken when it was labelled counts as changed.")
    private String changedBy = "time";

    @Option(
            names = "--clip-time-limit",
            paramLabel = "SECONDS",
            description = "A file that gives nothing for so long is rejected as timed_out (default 300).")
    private int clipTimeLimit = LabelOptions.DEFAULT_CLIP_TIME_LIMIT_SECONDS;

    @Option(
            names = "--split-megabytes",
            paramLabel = "MB",
            description = "A file from this size that would keep one core busy while the others wait is looked at in "
                    + "parts (default 64).")
    private long splitMegabytes = LabelOptions.DEFAULT_SPLIT_MEGABYTES;

    @Option(
            names = "--max-reject-rate",
            paramLabel = "PART",
            description = "End with exit code 4 where a larger part of the new clips is rejected (default 1: never).")
    private double maxRejectRate = 1;

    @Option(
            names = "--occlude",
            split = ",",
            paramLabel = "TYPE|all",
            description =
                    "Paint masks of these types on the faces before they are looked at, each for a row of its own; "
                            + "no_mask leaves them as they are, all is every type.")
    private List<String> occlude = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "At most N clips.")
    private @Nullable Long limit;

    @Option(names = "--overwrite", description = "First delete what a run of the same key has left.")
    private boolean overwrite;

    @Option(names = "--dry-run", description = "Say what would be done, and stop.")
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

    /** What the options say, checked. */
    LabelOptions options(Product product, WindowTable windowTable) {
        if (partitions != null && partitions < 1) {
            throw new InputException("--partitions", partitions.toString(), "give a number from 1");
        }
        if (clipTimeLimit < 1) {
            throw new InputException("--clip-time-limit", Integer.toString(clipTimeLimit), "give seconds from 1");
        }
        if (splitMegabytes < 0) {
            throw new InputException("--split-megabytes", Long.toString(splitMegabytes), "give a number from 0");
        }
        if (waveClips < 1) {
            throw new InputException("--wave-clips", Long.toString(waveClips), "give a number from 1");
        }
        if (limit != null && limit < 0) {
            throw new InputException("--limit", limit.toString(), "give a number from 0");
        }
        return new LabelOptions(
                inputs,
                output,
                bundle,
                modality,
                protocol,
                device,
                face,
                rawAudio == null ? null : parseRawAudio(rawAudio),
                partitions,
                limit,
                waveClips,
                windowTable,
                overwrite ? Existing.OVERWRITTEN : Existing.CONTINUED,
                Set.copyOf(retryRejects),
                changeCheck(changedBy),
                clipTimeLimit,
                splitMegabytes * LabelOptions.MEGABYTE,
                product,
                occlusions());
    }

    private List<MaskType> occlusions() {
        return occlude.contains("all")
                ? List.of(MaskType.values())
                : occlude.stream().map(MaskType::fromLabel).distinct().toList();
    }

    private static ChangeCheck changeCheck(String word) {
        return switch (word) {
            case "time" -> ChangeCheck.MODIFICATION_TIME;
            case "hash" -> ChangeCheck.CONTENT_HASH;
            default -> throw new InputException("--changed-by", word, "use time or hash");
        };
    }

    private static RawAudio parseRawAudio(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length >= 2 && parts.length <= 3 && parts[0].matches("s16le|alaw|mulaw")) {
                int channels = parts.length == 3 ? Integer.parseInt(parts[2]) : 1;
                return new RawAudio(parts[0], Integer.parseInt(parts[1]), channels);
            }
        } catch (NumberFormatException e) {
            throw new InputException("--raw-audio", text, "give for example s16le:8000 or alaw:8000:1", e);
        }
        throw new InputException("--raw-audio", text, "give for example s16le:8000 or alaw:8000:1");
    }
}
