package oragen.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import oragen.corpus.Packing;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.hadoop.fs.FSDataInputStream;

/** Goes through the directory of a zip, which is held in memory, and looks at the local header of each member. */
final class ZipWalk implements Members.Walk {
    private final ZipFile zip;
    private final FSDataInputStream stream;
    private final Iterator<ZipArchiveEntry> entries;
    private final long length;

    private ZipWalk(ZipFile zip, FSDataInputStream stream, long length) {
        this.zip = zip;
        this.stream = stream;
        this.entries = bySample(zip).iterator();
        this.length = length;
    }

    /** In their order, but for those of a sample, which follow its first: a zip may be added to. */
    private static List<ZipArchiveEntry> bySample(ZipFile zip) {
        Map<String, List<ZipArchiveEntry>> samples = new LinkedHashMap<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
            samples.computeIfAbsent(MemberNames.sample(MemberNames.decoded(entry.getName())), name -> new ArrayList<>())
                    .add(entry);
        }
        return samples.values().stream().flatMap(List::stream).toList();
    }

    static ZipWalk of(FSDataInputStream stream, long length) throws IOException {
        ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new StorageChannel(stream, length))
                .setCharset(MemberNames.BYTES)
                .setIgnoreLocalFileHeader(true)
                .get();
        return new ZipWalk(zip, stream, length);
    }

    @Override
    public Optional<ArchiveMember> advance() throws IOException {
        if (!entries.hasNext()) {
            return Optional.empty();
        }
        ZipArchiveEntry entry = entries.next();
        String name = MemberNames.decoded(entry.getName());
        Optional<String> passedOver = MemberNames.passedOver(name);
        if (passedOver.isPresent()) {
            return Optional.of(ArchiveMember.passedOver(name, passedOver.get()));
        }
        if (entry.isDirectory()) {
            return Optional.of(ArchiveMember.passedOver(name, "folders in archives"));
        }
        if (entry.isUnixSymlink()) {
            return Optional.of(ArchiveMember.passedOver(name, "links and devices in archives"));
        }
        ArchiveMember member = new ArchiveMember(name, packing(entry), null, null);
        if (!MemberNames.isText(name) || entry.getSize() > Members.TEXT_BYTES || !isReadable(member)) {
            return Optional.of(member);
        }
        try {
            return Optional.of(member.with(content(entry)));
        } catch (ZipException | EOFException e) {
            // The others can be read: the directory tells where they lie.
            return Optional.of(ArchiveMember.passedOver(name, "damaged texts in archives"));
        }
    }

    private static boolean isReadable(ArchiveMember member) {
        return member.packing().kind() != Packing.Kind.UNUSABLE;
    }

    private byte[] content(ZipArchiveEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return content.readNBytes((int) entry.getSize());
        }
    }

    private Packing packing(ZipArchiveEntry entry) throws IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Packing.unusable("it is encrypted");
        }
        Packing.Kind kind;
        switch (entry.getMethod()) {
            case ZipEntry.STORED -> kind = Packing.Kind.STORED;
            case ZipEntry.DEFLATED -> kind = Packing.Kind.DEFLATED;
            default -> {
                return Packing.unusable("it is compressed by method " + entry.getMethod());
            }
        }
        long packed = kind == Packing.Kind.STORED ? entry.getSize() : entry.getCompressedSize();
        try (InputStream local = zip.getRawInputStream(entry)) {
            // It tells where the local header ends.
            long offset = entry.getDataOffset();
            return local == null || offset < 0 || packed < 0 || entry.getSize() < 0 || packed > length - offset
                    ? behindTheEnd()
                    : Packing.of(kind, offset, packed, entry.getSize());
        } catch (EOFException e) {
            return behindTheEnd();
        }
    }

    private static Packing behindTheEnd() {
        return Packing.unusable("it ends behind the archive's end");
    }

    @Override
    public void close() throws IOException {
        zip.close();
        stream.close();
    }
}
