package oragen.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the name of a member says of it. */
final class MemberNames {
    /** Endings of files that describe others, as WebDataset has them. */
    private static final Set<String> TEXTS = Set.of("json", "txt", "cls");

    /** Archives are opened with it, as it keeps every byte apart; then comes {@link #decoded}. */
    static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private MemberNames() {}

    /**
     * A name that was read by {@link #BYTES}, as UTF-8 where it is that. Where it is not, two names that differ still do,
     * and none is taken for a duplicate.
     */
    static String decoded(String name) {
        if (!BYTES.newEncoder().canEncode(name)) {
            return name; // the archive told that it is Unicode
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name.getBytes(BYTES)))
                    .toString();
        } catch (CharacterCodingException e) {
            return name;
        }
    }

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

    /** Of the sample that a member belongs to: up to the first dot after the last slash. */
    static String sample(String member) {
        int name = member.lastIndexOf('/') + 1;
        int dot = member.indexOf('.', name);
        return dot < 0 ? member : member.substring(0, dot);
    }
}
