package oragen.corpus;

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
    public record Options(@Nullable String pattern, ReferenceClips referenceClips) {}

    /** Whether clips that the authors of ORAGEN leave out of VoxCeleb2 are clips. */
    public enum ReferenceClips {
        ALL,
        AS_REFERENCE
    }

    /** The reader of a format. */
    public static CorpusReader named(String format, Options options) {
        if (options.pattern() != null && !format.equals("folder")) {
            throw new InputException("--pattern", "with --format " + format, "use it with --format folder");
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
            case "folder" -> new FolderReader(options.pattern());
            default -> throw new InputException("--format", format, "use one of " + String.join(", ", NAMES));
        };
    }
}
