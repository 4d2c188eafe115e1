package oragen.media;

import java.util.Optional;
import oragen.media.PictureKind.Role;

/** VP8 and VP9: key frames renew all that later pictures are made from. */
final class VpxKinds {
    private static final int VP9_MARKER = 2;
    private static final int VP9_INDEX = 6;

    private VpxKinds() {}

    /** RFC 6386, 9.1 */
    static Optional<PictureKind> vp8(byte[] packet) {
        if (packet.length < 3) {
            return Optional.empty();
        }
        PictureKind kind = PictureKind.shown((packet[0] & 1) == 0 ? Role.START : Role.REFERENCE);
        boolean shown = (packet[0] & 0x10) != 0;
        return Optional.of(shown ? kind : kind.hidden());
    }

    /** VP9 bitstream specification 0.6, 6.2 and annex B: of several frames in a packet the last is shown. */
    static Optional<PictureKind> vp9(byte[] packet) {
        boolean extended = packet.length > 0 && (packet[0] & 0x30) == 0x30;
        if (packet.length < (extended ? 2 : 1) || (packet[0] & 0xff) >> 6 != VP9_MARKER) {
            return Optional.empty();
        }
        int flags = extended ? (packet[0] & 7) << 1 | (packet[1] & 0xff) >> 7 : packet[0] & 0xf;
        boolean existing = (flags & 8) != 0;
        boolean key = !existing && (flags & 4) == 0;
        PictureKind kind = PictureKind.shown(key ? Role.START : Role.REFERENCE);
        return Optional.of(existing || (flags & 2) != 0 || holdsSeveral(packet) ? kind : kind.hidden());
    }

    /** By the index at the end of a packet, which has the same byte at both ends. */
    private static boolean holdsSeveral(byte[] packet) {
        int mark = packet[packet.length - 1] & 0xff;
        int indexBytes = 2 + ((mark & 7) + 1) * ((mark >> 3 & 3) + 1);
        return mark >> 5 == VP9_INDEX
                && packet.length >= indexBytes
                && (packet[packet.length - indexBytes] & 0xff) == mark;
    }
}
