package oragen.media;

import java.util.Optional;
import oragen.media.PictureKind.Role;

/** Motion JPEG: pictures stand alone where each brings its own tables (ITU-T T.81, B.2.4); decoders keep earlier ones. */
final class JpegKinds {
    private static final int MARK = 0xff;
    private static final int HUFFMAN = 0xc4;
    private static final int QUANTISATION = 0xdb;
    private static final int SCAN = 0xda;

    private JpegKinds() {}

    static Optional<PictureKind> of(byte[] packet) {
        boolean huffman = false;
        boolean quantisation = false;
        int at = 2;
        while (at + 4 <= packet.length && (packet[at] & 0xff) == MARK) {
            int mark = packet[at + 1] & 0xff;
            huffman |= mark == HUFFMAN;
            quantisation |= mark == QUANTISATION;
            if (mark == SCAN) {
                return huffman && quantisation ? Optional.of(PictureKind.shown(Role.START)) : Optional.empty();
            }
            at += 2 + ((packet[at + 2] & 0xff) << 8 | packet[at + 3] & 0xff);
        }
        return Optional.empty();
    }
}
