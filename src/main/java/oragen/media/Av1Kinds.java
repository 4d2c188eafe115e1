package oragen.media;

import java.util.Optional;
import oragen.media.PictureKind.Role;

/**
 * AV1 (bitstream specification, 5.3 to 5.9): a start is a key frame that is shown at once, after a sequence header. A packet
 * holds one picture that is shown.
 */
final class Av1Kinds {
    private static final int SEQUENCE = 1;
    private static final int FRAME_HEADER = 3;
    private static final int FRAME = 6;

    private Av1Kinds() {}

    static Optional<PictureKind> of(byte[] packet) {
        boolean sequence = false;
        int at = 0;
        while (at < packet.length) {
            int type = packet[at] >> 3 & 0xf;
            boolean extended = (packet[at] & 4) != 0;
            boolean sized = (packet[at] & 2) != 0;
            at += extended ? 2 : 1;
            long size = sized ? 0 : packet.length - at;
            int shift = 0;
            boolean more = sized;
            while (more && at < packet.length && shift < 35) {
                size |= (long) (packet[at] & 0x7f) << shift;
                more = (packet[at] & 0x80) != 0;
                shift += 7;
                at++;
            }
            if (size < 0 || size > packet.length - at) {
                return Optional.empty();
            }
            if (type == SEQUENCE) {
                // Of single pictures headers are shorter.
                if (size == 0 || (packet[at] & 0x10) != 0) {
                    return Optional.empty();
                }
                sequence = true;
            }
            if ((type == FRAME || type == FRAME_HEADER) && size > 0) {
                // Not one that was stored before, a key frame, shown.
                boolean key = (packet[at] & 0xf0) == 0x10;
                return Optional.of(PictureKind.shown(key && sequence ? Role.START : Role.REFERENCE, sequence));
            }
            at += (int) size;
        }
        return Optional.empty();
    }
}
