package oragen.media;

import java.util.List;
import java.util.Optional;
import oragen.media.PictureKind.Role;

/**
 * H.264: a start is a picture that is refreshed at once (IDR); other key frames, of open groups and of intra refresh, are no
 * certain way in. Where a sequence may hold fields nothing is certain.
 */
final class H264Kinds implements PictureKinds {
    // Types of units, table 7-1.
    private static final int SLICE = 1;
    private static final int PARTITION_A = 2;
    private static final int PARTITION_B = 3;
    private static final int PARTITION_C = 4;
    private static final int REFRESHED_SLICE = 5;
    private static final int SEQUENCE = 7;
    private static final int PICTURE_PARAMETERS = 8;
    private static final int SEQUENCE_EXTENSION = 13;
    private static final int SUBSET_SEQUENCE = 15;

    /** Bytes of a length; 0 where units lie after start codes. */
    private final int lengthBytes;

    private boolean frames;

    /** @param extra AVCDecoderConfigurationRecord (ISO 14496-15, 5.3.3.1), or units after start codes, or nothing */
    H264Kinds(byte[] extra) {
        boolean record = extra.length > 7 && extra[0] == 1;
        this.lengthBytes = record ? (extra[4] & 3) + 1 : 0;
        List<NalUnits.Unit> units = record ? recorded(extra) : NalUnits.afterStartCodes(extra);
        boolean allFrames = false;
        for (NalUnits.Unit unit : units) {
            if (type(unit) == SEQUENCE) {
                allFrames = isOfFrames(unit);
            }
        }
        this.frames = allFrames;
    }

    /** The first sequence parameter set of the record, of which files have one. */
    private static List<NalUnits.Unit> recorded(byte[] extra) {
        int end = 8 + ((extra[6] & 0xff) << 8 | extra[7] & 0xff);
        boolean one = (extra[5] & 0x1f) == 1 && end <= extra.length;
        return one ? List.of(new NalUnits.Unit(extra, 8, end)) : List.of();
    }

    private static int type(NalUnits.Unit unit) {
        return unit.at(0) & 0x1f;
    }

    @Override
    public Optional<PictureKind> of(byte[] packet) {
        int pictures = 0;
        boolean parameters = false;
        boolean refreshed = true;
        boolean disposable = true;
        for (NalUnits.Unit unit : NalUnits.of(packet, lengthBytes)) {
            switch (type(unit)) {
                case PARTITION_A, PARTITION_B, PARTITION_C -> {
                    return Optional.empty();
                }
                case SEQUENCE -> {
                    frames = isOfFrames(unit);
                    parameters = true;
                }
                case PICTURE_PARAMETERS, SEQUENCE_EXTENSION, SUBSET_SEQUENCE -> parameters = true;
                case SLICE, REFRESHED_SLICE -> {
                    // A code of one bit is 0: the first macroblock of the picture.
                    pictures += unit.at(1) >> 7;
                    refreshed &= type(unit) == REFRESHED_SLICE;
                    disposable &= (unit.at(0) >> 5 & 3) == 0;
                }
                default -> {}
            }
        }
        if (pictures != 1 || !frames) {
            return Optional.empty();
        }
        Role role = refreshed ? Role.START : disposable ? Role.DISPOSABLE : Role.REFERENCE;
        return Optional.of(PictureKind.shown(role, parameters));
    }

    /** Whether a sequence holds no fields, by {@code frame_mbs_only_flag} (7.3.2.1.1). */
    private static boolean isOfFrames(NalUnits.Unit sequence) {
        BitReader bits = new BitReader(sequence, 1);
        int profile = bits.bits(8);
        bits.bits(16);
        bits.unsigned();
        switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> skipHigh(bits);
            default -> {}
        }
        bits.unsigned();
        int order = bits.unsigned();
        if (order == 0) {
            bits.unsigned();
        } else if (order == 1) {
            bits.bit();
            bits.signed();
            bits.signed();
            int cycle = Math.min(255, bits.unsigned());
            for (int i = 0; i < cycle; i++) {
                bits.signed();
            }
        }
        bits.unsigned();
        bits.bit();
        bits.unsigned();
        bits.unsigned();
        return bits.bit() == 1;
    }

    /** What the high profiles add: chroma, bit depths and scaling matrices. */
    private static void skipHigh(BitReader bits) {
        int chroma = bits.unsigned();
        if (chroma == 3) {
            bits.bit();
        }
        bits.unsigned();
        bits.unsigned();
        bits.bit();
        if (bits.bit() == 0) {
            return;
        }
        int lists = chroma == 3 ? 12 : 8;
        for (int i = 0; i < lists; i++) {
            if (bits.bit() == 1) {
                skipScalingList(bits, i < 6 ? 16 : 64);
            }
        }
    }

    /** 7.3.2.1.1.1 */
    private static void skipScalingList(BitReader bits, int size) {
        int next = 8;
        for (int i = 0; i < size && next != 0; i++) {
            next = (next + bits.signed() + 256) % 256;
        }
    }
}
