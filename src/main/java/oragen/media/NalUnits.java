package oragen.media;

import java.util.ArrayList;
import java.util.List;

/** The units that H.264 and HEVC write, with their lengths before them (mp4, Matroska) or start codes (all others). */
final class NalUnits {
    private NalUnits() {}

    /** Where a unit lies in its packet; {@code end} is after its last byte. */
    record Unit(byte[] packet, int start, int end) {
        int length() {
            return end - start;
        }

        /** A byte of the unit, 0 beyond its end. */
        int at(int index) {
            return start + index < end ? packet[start + index] & 0xff : 0;
        }
    }

    /** Units of a packet whose container writes lengths of so many bytes; 0 stands for start codes. */
    static List<Unit> of(byte[] packet, int lengthBytes) {
        return lengthBytes > 0 ? afterLengths(packet, lengthBytes) : afterStartCodes(packet);
    }

    /** Units after start codes (H.264 and HEVC, annex B). */
    static List<Unit> afterStartCodes(byte[] packet) {
        List<Unit> units = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 2 < packet.length; i++) {
            if (packet[i] == 0 && packet[i + 1] == 0 && packet[i + 2] == 1) {
                if (start >= 0) {
                    units.add(new Unit(packet, start, i));
                }
                start = i + 3;
                i += 2;
            }
        }
        if (start >= 0) {
            units.add(new Unit(packet, start, packet.length));
        }
        return units;
    }

    /** Units after lengths of so many bytes; none where they do not fill the packet. */
    static List<Unit> afterLengths(byte[] packet, int lengthBytes) {
        List<Unit> units = new ArrayList<>();
        int at = 0;
        while (at + lengthBytes <= packet.length) {
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | packet[at + i] & 0xff;
            }
            at += lengthBytes;
            if (length > packet.length - at) {
                return List.of();
            }
            units.add(new Unit(packet, at, at + (int) length));
            at += (int) length;
        }
        return at == packet.length ? units : List.of();
    }
}
