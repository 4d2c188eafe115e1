package oragen.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import oragen.media.PictureKind.Role;
import org.junit.jupiter.api.Test;

final class PictureKindsTest {
    /** Sequences of libx264. */
    private static final String FRAMES = "00000001 6764000aacd9847b011000000300100000030320f12259a0";

    private static final String FIELDS = "00000001 67640015acd9844fcb8088000003000800000300c0f8a14cd0";

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static Optional<Role> role(PictureKinds kinds, String hex) {
        return kinds.of(bytes(hex)).map(PictureKind::role);
    }

    @Test
    void slicesOfH264SayWhetherTheyAreReferences() {
        PictureKinds kinds = new H264Kinds(bytes(FRAMES));
        assertThat(role(kinds, "00000001 6588")).contains(Role.START);
        assertThat(role(kinds, "00000001 419a")).contains(Role.REFERENCE);
        assertThat(role(kinds, "00000001 019e")).contains(Role.DISPOSABLE);
        assertThat(role(kinds, "00000001 06ffff 00000001 019e 000001 0140")).contains(Role.DISPOSABLE);
        assertThat(kinds.of(bytes("00000001 68ee 00000001 6588")).orElseThrow().bringsParameters())
                .isTrue();
    }

    @Test
    void h264IsNotCertainWithoutItsSequenceNorWhereTwoPicturesLieInAPacket() {
        assertThat(role(new H264Kinds(new byte[0]), "00000001 6588")).isEmpty();
        PictureKinds kinds = new H264Kinds(bytes(FRAMES));
        assertThat(role(kinds, "00000001 6588 000001 6588")).isEmpty();
        assertThat(role(kinds, "00000001 0910")).isEmpty();
    }

    @Test
    void h264IsNotCertainWhereThereMayBeFields() {
        assertThat(role(new H264Kinds(bytes(FIELDS)), "00000001 6588")).isEmpty();
        assertThat(role(new H264Kinds(bytes(FRAMES)), FIELDS + "00000001 6588")).isEmpty();
    }

    @Test
    void hevcLeavesOutPicturesOfASingleLayerOnly() {
        String single = "00000001 40010c01";
        String layers = "00000001 40010c03";
        assertThat(role(new HevcKinds(bytes(single)), "00000001 000180")).contains(Role.DISPOSABLE);
        assertThat(role(new HevcKinds(bytes(layers)), "00000001 000180")).contains(Role.REFERENCE);
        assertThat(role(new HevcKinds(bytes(single)), "00000001 020180")).contains(Role.REFERENCE);
        assertThat(role(new HevcKinds(bytes(single)), "00000001 2a0180")).contains(Role.START);
        assertThat(role(new HevcKinds(bytes(single)), "00000001 200180"))
                .as("a broken link")
                .isEmpty();
    }

    @Test
    void mpegStartsAfterASequenceHeader() {
        PictureKinds kinds = new MpegKinds();
        assertThat(role(kinds, "000001b3 0400 00000100 0008ff")).contains(Role.START);
        assertThat(role(kinds, "00000100 0008ff")).contains(Role.REFERENCE);
        assertThat(role(kinds, "00000100 0018ff")).contains(Role.DISPOSABLE);
        assertThat(role(kinds, "00000100 0018ff 000001b5 8fff f3")).contains(Role.DISPOSABLE);
        assertThat(role(kinds, "00000100 0018ff 000001b5 8fff f1"))
                .as("a field")
                .isEmpty();
        assertThat(role(kinds, "000001b8 00080020 00000100 0008ff"))
                .as("a broken link")
                .isEmpty();
    }

    @Test
    void pictureOfVp9MayBeHidden() {
        assertThat(VpxKinds.vp9(bytes("82 49"))).contains(PictureKind.shown(Role.START));
        assertThat(VpxKinds.vp9(bytes("86 00"))).contains(PictureKind.shown(Role.REFERENCE));
        assertThat(VpxKinds.vp9(bytes("84 00")))
                .contains(PictureKind.shown(Role.REFERENCE).hidden());
        assertThat(VpxKinds.vp9(bytes("84 00 c1 01 01 c1"))).contains(PictureKind.shown(Role.REFERENCE));
        assertThat(VpxKinds.vp9(bytes("88"))).contains(PictureKind.shown(Role.REFERENCE));
    }

    @Test
    void jpegStandsAloneWithBothItsTables() {
        String quantisation = "ffdb 0003 00";
        String huffman = "ffc4 0003 00";
        String scan = "ffda 0002";
        assertThat(JpegKinds.of(bytes("ffd8" + quantisation + huffman + scan))).contains(PictureKind.shown(Role.START));
        assertThat(JpegKinds.of(bytes("ffd8" + quantisation + scan))).isEmpty();
    }

    @Test
    void unitsThatDoNotFillAPacketAreNone() {
        assertThat(NalUnits.afterLengths(bytes("00000002 6588 00000001 01"), 4)).hasSize(2);
        assertThat(NalUnits.afterLengths(bytes("00000009 6588"), 4)).isEmpty();
    }

    @Test
    void whatIsCutShortIsNotCertain() {
        for (String record : List.of("0164000affe101", "0164000affe000", "0164000affe1ffff67")) {
            assertThat(role(new H264Kinds(bytes(record)), "00000002 6588"))
                    .as(record)
                    .isEmpty();
        }
        assertThat(Av1Kinds.of(bytes("0c")))
                .as("a sequence header of which the first byte alone is there")
                .isEmpty();
        assertThat(Av1Kinds.of(bytes("0a"))).isEmpty();
    }
}
