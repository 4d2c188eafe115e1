package oragen.archive;

import oragen.corpus.Packing;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an archive.
 *
 * @param name as the archive spells it, never used as a path of a file system
 * @param passedOver why it is none that can hold media; null where it may
 * @param text of a short file that may describe others; null of all others
 */
public record ArchiveMember(
        String name, Packing packing, @Nullable String passedOver, byte @Nullable [] text) {
    static ArchiveMember passedOver(String name, String reason) {
        return new ArchiveMember(name, Packing.unusable(reason), reason, null);
    }

    ArchiveMember with(byte[] content) {
        return new ArchiveMember(name, packing, passedOver, content);
    }

    /** What follows an archive's last readable member. */
    static ArchiveMember damage(String flaw) {
        return new ArchiveMember("", Packing.unusable(flaw), null, null);
    }

    /** Whether this is no member, but where the archive cannot be read on. */
    public boolean isDamage() {
        return name.isEmpty() && passedOver == null && packing.kind() == Packing.Kind.UNUSABLE;
    }

    /** Members of one sample have it in common, as in WebDataset. */
    public String sample() {
        return MemberNames.sample(name);
    }
}
