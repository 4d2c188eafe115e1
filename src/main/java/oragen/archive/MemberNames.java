package oragen.archive;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the name of a member says of it. */
final class MemberNames {
    /** Endings of files that describe others, as WebDataset has them. */
    private static final Set<String> TEXTS = Set.of("json", "txt", "cls");

    private MemberNames() {}

    /** Why a member of this name is passed over, as a file of this name in a folder would be. */
    static Optional<String> passedOver(String name) {
        for (String part : name.split("/")) {
            if (part.startsWith("._")) {
                return Optional.of("._*");
            }
            if (part.equals("__MACOSX")) {
                return Optional.of("__MACOSX");
            }
        }
        return name.matches("(.*/)?\\.[^/.][^/]*/.*") ? Optional.of("hidden folders") : Optional.empty();
    }

    static boolean isText(String name) {
        return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
