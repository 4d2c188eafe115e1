package oragen.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import oragen.corpus.Packing;

/** Archives by the endings of their names. */
public enum ArchiveKind {
    TAR(".tar"),
    TAR_GZIP(".tar.gz", ".tgz"),
    ZIP(".zip");

    private final List<String> endings;

    ArchiveKind(String... endings) {
        this.endings = List.of(endings);
    }

    public static Optional<ArchiveKind> of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.endings.stream().anyMatch(lower::endsWith))
                .findFirst();
    }

    /** All endings, for people. */
    public static String told() {
        return Arrays.stream(values()).flatMap(kind -> kind.endings.stream()).collect(Collectors.joining(", "));
    }

    /** The path of the archive that a member's path names. */
    public static String archiveOf(String memberPath) {
        int separator = memberPath.indexOf(Packing.SEPARATOR);
        while (separator >= 0) {
            if (of(memberPath.substring(0, separator)).isPresent()) {
                return memberPath.substring(0, separator);
            }
            separator = memberPath.indexOf(Packing.SEPARATOR, separator + 1);
        }
        throw new IllegalArgumentException(memberPath + " names no member of an archive");
    }
}
