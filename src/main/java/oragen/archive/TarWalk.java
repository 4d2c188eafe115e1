package oragen.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import oragen.corpus.Packing;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Goes from header to header of a tar (POSIX ustar and pax, GNU), and skips what lies between where storage can. */
final class TarWalk implements Members.Walk {
    private final InputStream stream;
    private final TarArchiveInputStream tar;
    private final Packing.Kind kind;
    private final long length;

    private TarWalk(InputStream stream, Packing.Kind kind, long length) {
        this.stream = stream;
        this.tar = new TarArchiveInputStream(stream, MemberNames.BYTES.name());
        this.kind = kind;
        this.length = length;
    }

    /** @param length of the archive in bytes */
    static TarWalk plain(InputStream stream, long length) {
        return new TarWalk(stream, Packing.Kind.STORED, length);
    }

    static TarWalk compressed(InputStream stream) throws IOException {
        return new TarWalk(unpacked(stream), Packing.Kind.GZIPPED, Long.MAX_VALUE);
    }

    /** The tar in a compressed one; several that were put one behind the other are one. */
    static InputStream unpacked(InputStream stream) throws IOException {
        return new GzipCompressorInputStream(new BufferedInputStream(stream, 1 << 16), true);
    }

    @Override
    public Optional<ArchiveMember> advance() throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        if (entry == null) {
            requireEnd();
            return Optional.empty();
        }
        if (!entry.isCheckSumOK()) {
            throw new IOException("the checksum of a header is wrong");
        }
        long offset = tar.getBytesRead();
        String name = MemberNames.decoded(entry.getName());
        Optional<String> passedOver = MemberNames.passedOver(name);
        if (passedOver.isPresent()) {
            return Optional.of(ArchiveMember.passedOver(name, passedOver.get()));
        }
        if (!isFile(entry) || name.endsWith("/")) {
            return Optional.of(ArchiveMember.passedOver(
                    name, entry.isDirectory() ? "folders in archives" : "links and devices in archives"));
        }
        if (entry.isSparse()) {
            return Optional.of(ArchiveMember.passedOver(name, "sparse files in archives"));
        }
        if (entry.getSize() > length - offset) {
            throw new EOFException(name + " ends behind the archive's end");
        }
        ArchiveMember member =
                new ArchiveMember(name, Packing.of(kind, offset, entry.getSize(), entry.getSize()), null, null);
        return Optional.of(
                MemberNames.isText(name) && entry.getSize() <= Members.TEXT_BYTES
                        ? member.with(tar.readNBytes((int) entry.getSize()))
                        : member);
    }

    /** The library takes all but folders for files. */
    private static boolean isFile(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isLink()
                && !entry.isSymbolicLink()
                && !entry.isFIFO()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice();
    }

    /** Of tars that were put one behind the other, all but the first would vanish: its end is marked by zeros. */
    private void requireEnd() throws IOException {
        byte[] rest = new byte[1 << 16];
        for (int read = stream.read(rest); read >= 0; read = stream.read(rest)) {
            for (int i = 0; i < read; i++) {
                if (rest[i] != 0) {
                    throw new IOException("more follows the mark of its end, as in tars put one behind the other");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
