package oragen.media;

/** Bits and Exp-Golomb codes of a parameter set (H.264, 7.2 and 9.1); zeros beyond its end. */
final class BitReader {
    private static final int LONGEST_CODE = 31;

    private final byte[] bytes;
    private int position;

    /** @param unit without emulation prevention from here on: bytes 3 after two zeros are left out */
    BitReader(NalUnits.Unit unit, int from) {
        byte[] plain = new byte[Math.max(0, unit.length() - from)];
        int count = 0;
        int zeros = 0;
        for (int i = from; i < unit.length(); i++) {
            int value = unit.at(i);
            if (zeros >= 2 && value == 3) {
                zeros = 0;
                continue;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            plain[count++] = (byte) value;
        }
        this.bytes = plain;
    }

    int bit() {
        int index = position >> 3;
        int bit = index < bytes.length ? bytes[index] >> 7 - (position & 7) & 1 : 0;
        position++;
        return bit;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** {@code ue(v)} */
    int unsigned() {
        int zeros = 0;
        while (zeros < LONGEST_CODE && bit() == 0) {
            zeros++;
        }
        return (1 << zeros) - 1 + bits(zeros);
    }

    /** {@code se(v)} */
    int signed() {
        int code = unsigned();
        return (code & 1) == 0 ? -(code >> 1) : (code + 1) >> 1;
    }
}
