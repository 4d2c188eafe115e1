package oragen.corpus.format;

import java.util.List;
import oragen.InputException;
import org.jspecify.annotations.Nullable;

/** The formats that {@code corpus index} knows. */
public final class CorpusReaders {
    /** Names of all formats. */
    public static final List<String> NAMES = List.of(
            "timit",
            "agender",
            "commonvoice",
            "lagenda",
            "imdb-clean",
            "afew",
            "voxceleb2",
            "brave-masks",
            "oragen-csv",
            "folder");

    private CorpusReaders() {}

    /** What some formats can be told. */
    public record Options(FolderOptions folder, ReferenceClips referenceClips) {}

    /**
     * What {@code --format folder} can be told; every option may be absent.
     *
     * @param pattern regular expression that is sought in each path
     * @param pathColumn the column of label files that names the media file
     * @param genderValues as in {@code 0=male,1=female}
     * @param speakers a table of speakers
     */
    public record FolderOptions(
            @Nullable String pattern,
            @Nullable String pathColumn,
            @Nullable String genderValues,
            @Nullable String speakers) {
        public static final FolderOptions NONE = new FolderOptions(null, null, null, null);

        public GenderCodes genderCodes() {
            return genderValues == null ? GenderCodes.NONE : GenderCodes.parse(genderValues);
        }

        private void refuse(String format) {
            refuse(format, "--pattern", pattern);
            refuse(format, "--path-column", pathColumn);
            refuse(format, "--gender-values", genderValues);
            refuse(format, "--speakers", speakers);
        }

        private static void refuse(String format, String option, @Nullable String value) {
            if (value != null) {
                throw new InputException(option, "does not apply to --format " + format, "use it with --format folder");
            }
        }
    }

    /** Whether clips that the authors of ORAGEN leave out of VoxCeleb2 are clips. */
    public enum ReferenceClips {
        ALL,
        AS_REFERENCE
    }

    /** The reader of a format. */
    public static CorpusReader named(String format, Options options) {
        if (NAMES.contains(format) && !format.equals("folder")) {
            options.folder().refuse(format);
        }
        return switch (format) {
            case "timit" -> new TimitReader();
            case "agender" -> new AGenderReader();
            case "commonvoice" -> new CommonVoiceReader();
            case "lagenda" -> new LagendaReader();
            case "imdb-clean" -> new ImdbCleanReader();
            case "afew" -> new AfewReader();
            case "voxceleb2" -> new VoxCeleb2Reader(options.referenceClips());
            case "brave-masks", "oragen-csv" -> new OragenCsvReader(format);
            case "folder" -> new FolderReader(options.folder());
            default -> throw new InputException("--format", format, "use one of " + String.join(", ", NAMES));
        };
    }
}
