package oragen.spark;

import java.util.List;
import java.util.Set;
import oragen.face.FaceChoice;
import oragen.fusion.Modality;
import oragen.label.MaskType;
import oragen.media.RawAudio;
import oragen.onnx.DevicePreference;
import oragen.window.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked of {@code label}.
 *
 * @param inputs files, folders, globs or manifests on any Hadoop file system
 * @param bundle folder of a bundle; null for the embedded one
 * @param modality what is predicted from; null for all that the bundle serves
 * @param partitions number of partitions; null to plan by size
 * @param limit at most so many clips; null for all
 * @param retriedReasons rejects of these reasons are tried again; {@code all} is every reason
 * @param clipTimeLimitSeconds a file that gives nothing for so long is rejected as {@code timed_out}
 * @param splitBytes pictures of smaller files are never looked at in parts
 * @param occlusions masks that are painted on the faces, each for a row of its own; none leaves them as they are
 * @param waveClips clips that are labelled and written together
 */
public record LabelOptions(
        List<String> inputs,
        String output,
        @Nullable String bundle,
        @Nullable Modality modality,
        Protocol protocol,
        DevicePreference device,
        FaceChoice faceChoice,
        @Nullable RawAudio rawAudio,
        @Nullable Integer partitions,
        @Nullable Long limit,
        long waveClips,
        WindowTable windowTable,
        Existing existing,
        Set<String> retriedReasons,
        ChangeCheck changeCheck,
        int clipTimeLimitSeconds,
        long splitBytes,
        Product product,
        List<MaskType> occlusions) {
    /** Whether the window table is written beside the predictions. */
    public enum WindowTable {
        WRITTEN,
        OMITTED
    }

    /** What happens to the rows that a run of the same key has left in the output. */
    public enum Existing {
        CONTINUED,
        OVERWRITTEN
    }

    /** A wave is lost where the driver dies; more waves cost more starts and more files. */
    public static final long DEFAULT_WAVE_CLIPS = 20_000;

    /** By what a file that has changed since it was labelled is told. */
    public enum ChangeCheck {
        MODIFICATION_TIME,
        CONTENT_HASH
    }

    /** The slowest storage and the largest picture take far less. */
    public static final int DEFAULT_CLIP_TIME_LIMIT_SECONDS = 300;

    /** Some minutes of footage: below that one core is done soon. */
    public static final long DEFAULT_SPLIT_MEGABYTES = 64;

    public static final long MEGABYTE = 1_000_000;

    public LabelOptions {
        retriedReasons = Set.copyOf(retriedReasons);
        inputs = List.copyOf(inputs);
        occlusions = List.copyOf(occlusions);
    }

    /** The embedded bundle and the default of every option; deletes what a run of the same key has left. */
    public static LabelOptions overwriting(String input, String output) {
        return new LabelOptions(
                List.of(input),
                output,
                null,
                null,
                Protocol.RELEASED,
                DevicePreference.AUTO,
                FaceChoice.LARGEST,
                null,
                null,
                null,
                DEFAULT_WAVE_CLIPS,
                WindowTable.OMITTED,
                Existing.OVERWRITTEN,
                Set.of(),
                ChangeCheck.MODIFICATION_TIME,
                DEFAULT_CLIP_TIME_LIMIT_SECONDS,
                DEFAULT_SPLIT_MEGABYTES * MEGABYTE,
                Product.PREDICTIONS,
                List.of());
    }
}
