package oragen.spark.explain;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import oragen.bundle.Checksums;
import oragen.explain.RecordedClip;
import oragen.label.MaskType;

/** Names of pages that every file system takes, and no two clips share. */
final class PageNames {
    /** Leaves room for the ending and for what tells pages apart; storages take 255 bytes. */
    private static final int LONGEST = 60;

    private static final int DIGITS = 10;

    private PageNames() {}

    /** Without its ending. Ids that can be no names, or differ in case alone, get digits of a hash of all that they are. */
    static String of(RecordedClip recorded) {
        MaskType painted = recorded.occlusion().painted();
        String id = recorded.clip().clipId();
        String plain = id.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceFirst("^[.-]+", "");
        String name = plain.substring(0, Math.min(LONGEST, plain.length()));
        String whole = recorded.run().runKey() + "\n" + id + "\n"
                + recorded.clip().identity().key() + "\n" + (painted == null ? "" : painted.label());
        boolean speaks = name.equals(id)
                && painted == null
                && !name.equals("index")
                && name.equals(name.toLowerCase(Locale.ROOT))
                && recorded.clip().identity().suffix().isEmpty();
        return speaks
                ? name
                : name
                        + (name.isEmpty() ? "" : "-")
                        + Checksums.sha256(whole.getBytes(StandardCharsets.UTF_8))
                                .substring(0, DIGITS);
    }
}
