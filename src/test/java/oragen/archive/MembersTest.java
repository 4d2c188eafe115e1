package oragen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import oragen.corpus.Packing;
import oragen.media.MediaBytes;
import oragen.media.MediaException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What archives hold, the bytes of their members, and archives that lie. */
final class MembersTest {
    private final Configuration configuration = new Configuration(false);

    @TempDir
    private Path folder;

    private static byte[] noise(int seed, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static TarArchiveOutputStream tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    private static byte[] tarred() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = tar(bytes)) {
            add(tar, "a.mp4", noise(1, 1000));
            add(tar, "a.json", "{}".getBytes(StandardCharsets.UTF_8));
            add(tar, "b/" + "long".repeat(60) + ".wav", noise(2, 70_000));
            add(tar, "../../etc/c.mp4", noise(3, 10));
            TarArchiveEntry link = new TarArchiveEntry("d.mp4", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            add(tar, "._e.mp4", noise(5, 10));
            add(tar, "f.mp4", noise(6, 0));
        }
        return bytes.toByteArray();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private List<ArchiveMember> members(Path archive) throws IOException {
        List<ArchiveMember> members = new ArrayList<>();
        try (Members open = Members.open(archive.toString(), configuration)) {
            open.forEachRemaining(members::add);
        }
        return members;
    }

    private byte[] content(MemberReader reader, Path archive, ArchiveMember member) throws IOException, MediaException {
        try (MediaBytes bytes = reader.open(archive + Packing.SEPARATOR + member.name(), member.packing())) {
            byte[] content = new byte[(int) bytes.length()];
            int read = 0;
            while (read < content.length) {
                read += bytes.read(content, read, content.length - read);
            }
            assertThat(bytes.read(new byte[1], 0, 1)).isEqualTo(-1);
            if (content.length > 10) {
                bytes.seek(5);
                byte[] again = new byte[3];
                assertThat(bytes.read(again, 0, 3)).isEqualTo(3);
                assertThat(again).isEqualTo(Arrays.copyOfRange(content, 5, 8));
            }
            return content;
        }
    }

    private void checkTar(Path archive) throws IOException, MediaException {
        List<ArchiveMember> members = members(archive);
        assertThat(members.stream()
                        .filter(member -> member.passedOver() == null)
                        .map(ArchiveMember::name))
                .containsExactly("a.mp4", "a.json", "b/" + "long".repeat(60) + ".wav", "../../etc/c.mp4", "f.mp4");
        assertThat(members.stream().map(ArchiveMember::passedOver).filter(reason -> reason != null))
                .containsExactly("links and devices in archives", "._*");
        assertThat(members.get(1).text()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        try (MemberReader reader = new MemberReader(configuration)) {
            assertThat(content(reader, archive, members.get(0))).isEqualTo(noise(1, 1000));
            assertThat(content(reader, archive, members.get(2))).isEqualTo(noise(2, 70_000));
            assertThat(content(reader, archive, members.get(6))).isEmpty();
            // Back again, which of a compressed tar is a new beginning.
            assertThat(content(reader, archive, members.get(3))).isEqualTo(noise(3, 10));
            assertThat(content(reader, archive, members.get(0))).isEqualTo(noise(1, 1000));
        }
    }

    @Test
    void membersOfATarAreReadInPlace() throws Exception {
        checkTar(write("shard.tar", tarred()));
        assertThat(members(folder.resolve("shard.tar")).get(0).packing().isSeekable())
                .isTrue();
    }

    @Test
    void membersOfACompressedTarAreUnpacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] tar = tarred();
        // Two streams one behind the other, as parallel compressors write them.
        for (byte[] part : List.of(Arrays.copyOf(tar, 3_000), Arrays.copyOfRange(tar, 3_000, tar.length))) {
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(part);
            }
        }
        checkTar(write("shard.tar.gz", bytes.toByteArray()));
        assertThat(Files.list(Path.of(System.getProperty("java.io.tmpdir")))
                        .filter(file -> file.getFileName().toString().startsWith("oragen-member")))
                .isEmpty();
    }

    @Test
    void membersOfAZipAreStoredOrDeflated() throws Exception {
        Path archive = folder.resolve("shard.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive.toFile())) {
            for (int method : List.of(ZipEntry.STORED, ZipEntry.DEFLATED)) {
                ZipArchiveEntry entry = new ZipArchiveEntry("clips/" + method + ".mp4");
                entry.setMethod(method);
                entry.setSize(5_000);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(noise(method, 5_000));
                entry.setCrc(crc.getValue());
                zip.putArchiveEntry(entry);
                zip.write(noise(method, 5_000));
                zip.closeArchiveEntry();
            }
            ZipArchiveEntry silence = new ZipArchiveEntry("silence.wav");
            zip.putArchiveEntry(silence);
            zip.write(new byte[2_000_000]);
            zip.closeArchiveEntry();
        }
        List<ArchiveMember> members = members(archive);
        assertThat(members.stream().map(member -> member.packing().kind()))
                .containsExactly(Packing.Kind.STORED, Packing.Kind.DEFLATED, Packing.Kind.DEFLATED);
        assertThat(members.get(2).packing().packedBytes()).isLessThan(2_500);
        try (MemberReader reader = new MemberReader(configuration)) {
            assertThat(content(reader, archive, members.get(0))).isEqualTo(noise(ZipEntry.STORED, 5_000));
            assertThat(content(reader, archive, members.get(1))).isEqualTo(noise(ZipEntry.DEFLATED, 5_000));
            assertThat(content(reader, archive, members.get(2))).isEqualTo(new byte[2_000_000]);
        }
    }

    @Test
    void damageEndsAnArchiveAfterWhatWasReadable() throws Exception {
        byte[] tar = tarred();
        byte[] overwritten = tar.clone();
        Arrays.fill(overwritten, 1_536, 1_540, (byte) 'x');
        for (Path archive : List.of(
                write("cut.tar", Arrays.copyOf(tar, 20_000)),
                write("overwritten.tar", overwritten),
                write("none.tar", "not a tar".repeat(100).getBytes(StandardCharsets.UTF_8)),
                write("none.zip", "not a zip".getBytes(StandardCharsets.UTF_8)),
                write("none.tgz", "not compressed".getBytes(StandardCharsets.UTF_8)))) {
            List<ArchiveMember> members = members(archive);
            ArchiveMember last = members.get(members.size() - 1);
            assertThat(last.isDamage()).as("%s", archive).isTrue();
            assertThat(last.packing().flaw()).contains("cannot be read after " + (members.size() - 1) + " members");
            try (MemberReader reader = new MemberReader(configuration)) {
                assertThatThrownBy(() -> reader.open(archive.toString(), last.packing()))
                        .isInstanceOf(MediaException.class)
                        .hasMessageContaining("archive " + archive);
            }
        }
    }

    /** The zip's directory promises more than there is, as one does whose author wants a disk full. */
    @Test
    void membersThatLieAboutTheirLengthAreRejected() throws Exception {
        Path archive = write("shard.tgz", new byte[0]);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(tarred());
        }
        try (MemberReader reader = new MemberReader(configuration)) {
            String path = archive + Packing.SEPARATOR + "x.mp4";
            assertThatThrownBy(() -> reader.open(path, Packing.of(Packing.Kind.GZIPPED, 0, 1, 10_000_000)))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("ends after");
            assertThatThrownBy(() -> reader.open(path, Packing.of(Packing.Kind.GZIPPED, 0, 1, 1L << 40)))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("1099511627776 bytes when unpacked");
        }
    }

    /** Of a tar whose names are not UTF-8: both would be the same if what cannot be read were replaced. */
    @Test
    void namesInOtherEncodingsStayApart() throws Exception {
        ByteArrayOutputStream tarred = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(tarred, "ISO-8859-1")) {
            add(tar, "\u00f6.wav", noise(1, 10));
            add(tar, "\u00fc.wav", noise(2, 10));
        }
        assertThat(members(write("latin.tar", tarred.toByteArray())))
                .extracting(ArchiveMember::name)
                .containsExactly("\u00f6.wav", "\u00fc.wav");
        Path zipped = folder.resolve("latin.zip");
        for (String encoding : List.of("ISO-8859-1", "UTF-8")) {
            try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(zipped.toFile())) {
                zip.setEncoding(encoding);
                zip.setUseLanguageEncodingFlag(false);
                zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.NEVER);
                for (String name : List.of("\u00f6.wav", "\u00fc.wav")) {
                    zip.putArchiveEntry(new ZipArchiveEntry(name));
                    zip.write(noise(1, 10));
                    zip.closeArchiveEntry();
                }
            }
            assertThat(members(zipped))
                    .as(encoding)
                    .extracting(ArchiveMember::name)
                    .containsExactly("\u00f6.wav", "\u00fc.wav");
        }
        ByteArrayOutputStream unicode = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = tar(unicode)) {
            tar.setAddPaxHeadersForNonAsciiNames(true);
            add(tar, "\u00f6\u4e2d.wav", noise(1, 10));
        }
        assertThat(members(write("unicode.tar", unicode.toByteArray())))
                .extracting(ArchiveMember::name)
                .containsExactly("\u00f6\u4e2d.wav");
    }

    /** Readers end at the first mark, so the second tar's members would be clips that nobody misses. */
    @Test
    void tarsPutOneBehindTheOtherAreNotTakenForOne() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            bytes.write(tarred());
            try (OutputStream out = new GZIPOutputStream(compressed)) {
                out.write(tarred());
            }
        }
        for (Path archive :
                List.of(write("two.tar", bytes.toByteArray()), write("two.tgz", compressed.toByteArray()))) {
            List<ArchiveMember> members = members(archive);
            assertThat(members).hasSize(8);
            assertThat(members.get(7).isDamage()).isTrue();
            assertThat(members.get(7).packing().flaw()).contains("after 7 members (more follows the mark of its end");
        }
    }

    @Test
    void sizesBeyondAllNumbersAreDamage() throws Exception {
        byte[] tar = tarred();
        // The first header's size, in the base of 256 that GNU tar uses: almost 2^63.
        Arrays.fill(tar, 125, 136, (byte) 0xff);
        tar[124] = (byte) 0x80;
        Arrays.fill(tar, 125, 128, (byte) 0);
        tar[128] = 0x7f;
        Arrays.fill(tar, 148, 156, (byte) ' ');
        long sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xff;
        }
        System.arraycopy(String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, tar, 148, 8);
        List<ArchiveMember> members = members(write("huge.tar", tar));
        assertThat(members).hasSize(1);
        assertThat(members.get(0).packing().flaw()).contains("a.mp4 ends behind the archive's end");
    }

    @Test
    void aDamagedTextHidesNoOtherMemberOfAZip() throws Exception {
        Path archive = folder.resolve("shard.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive.toFile())) {
            for (String name : List.of("a.json", "a.wav")) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write(noise(1, 1000));
                zip.closeArchiveEntry();
            }
        }
        byte[] damaged = Files.readAllBytes(archive);
        long offset = members(archive).get(0).packing().offset();
        Arrays.fill(damaged, (int) offset, (int) offset + 900, (byte) 0xff);
        List<ArchiveMember> members = members(Files.write(archive, damaged));
        assertThat(members).extracting(ArchiveMember::name).containsExactly("a.json", "a.wav");
        assertThat(members.get(0).passedOver()).isEqualTo("damaged texts in archives");
        assertThat(members.get(1).passedOver()).isNull();
    }

    @Test
    void aLinkWithoutANameIsNoDamage() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = tar(bytes)) {
            TarArchiveEntry link = new TarArchiveEntry("", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        assertThat(members(write("nameless.tar", bytes.toByteArray())))
                .extracting(ArchiveMember::isDamage)
                .containsExactly(false);
    }

    @Test
    void pipesAndDevicesArePassedOver() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = tar(bytes)) {
            for (byte kind : List.of(TarConstants.LF_FIFO, TarConstants.LF_CHR, TarConstants.LF_BLK)) {
                tar.putArchiveEntry(new TarArchiveEntry("a.mp4", kind));
                tar.closeArchiveEntry();
            }
        }
        assertThat(members(write("special.tar", bytes.toByteArray())))
                .extracting(ArchiveMember::passedOver)
                .containsExactly(java.util.Collections.nCopies(3, "links and devices in archives")
                        .toArray(String[]::new));
    }

    @Test
    void membersOfASampleFollowOneAnotherInAZip() throws Exception {
        Path archive = folder.resolve("mixed.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive.toFile())) {
            for (String name : List.of("z/st.jpg", "x.jpg", "z/st.json", "y.wav", "x.txt")) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write(noise(1, 10));
                zip.closeArchiveEntry();
            }
        }
        assertThat(members(archive))
                .extracting(ArchiveMember::name)
                .containsExactly("z/st.jpg", "z/st.json", "x.jpg", "x.txt", "y.wav");
    }

    @Test
    void manyMembersAreGoneThroughOneByOne() throws IOException {
        int count = 100_000;
        byte[] header = new byte[1024];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = tar(bytes)) {
            add(tar, "clip.mp4", noise(1, 300));
        }
        System.arraycopy(bytes.toByteArray(), 0, header, 0, header.length);
        InputStream endless = new InputStream() {
            private long position;

            @Override
            public int read() {
                return position < (long) count * header.length ? header[(int) (position++ % header.length)] : -1;
            }
        };
        TarWalk walk = TarWalk.plain(endless, Long.MAX_VALUE);
        long last = 0;
        int seen = 0;
        for (var member = walk.advance(); member.isPresent(); member = walk.advance()) {
            last = member.get().packing().offset();
            seen++;
        }
        assertThat(seen).isEqualTo(count);
        assertThat(last).isEqualTo((count - 1) * 1024L + 512);
    }
}
