package oragen.media;

import java.util.Optional;
import oragen.media.NalUnits.Unit;
import oragen.media.PictureKind.Role;

/**
 * MPEG-1 and MPEG-2 (ISO 13818-2, 6.2): a start is an I picture after a sequence header, of which decoders take new tables.
 * Fields that are stored apart are not certain, nor are groups of which a cut has broken the link.
 */
final class MpegKinds implements PictureKinds {
    private static final int PICTURE = 0x00;
    private static final int SEQUENCE = 0xb3;
    private static final int EXTENSION = 0xb5;
    private static final int GROUP = 0xb8;
    private static final int QUANTISATION_EXTENSION = 3;
    private static final int PICTURE_EXTENSION = 8;
    private static final int FRAME = 3;

    @Override
    public Optional<PictureKind> of(byte[] packet) {
        int pictures = 0;
        int coding = 0;
        boolean sequence = false;
        boolean parameters = false;
        for (Unit unit : NalUnits.afterStartCodes(packet)) {
            switch (unit.at(0)) {
                case PICTURE -> {
                    pictures++;
                    coding = unit.at(2) >> 3 & 7;
                }
                case SEQUENCE -> sequence = true;
                case EXTENSION -> {
                    int extension = unit.at(1) >> 4;
                    parameters |= extension == QUANTISATION_EXTENSION;
                    if (extension == PICTURE_EXTENSION && (unit.at(3) & 3) != FRAME) {
                        return Optional.empty();
                    }
                }
                case GROUP -> {
                    if ((unit.at(4) & 0x20) != 0) {
                        return Optional.empty();
                    }
                }
                default -> {}
            }
        }
        if (pictures != 1) {
            return Optional.empty();
        }
        return switch (coding) {
            case 1 -> Optional.of(PictureKind.shown(sequence ? Role.START : Role.REFERENCE, sequence || parameters));
            case 2 -> Optional.of(PictureKind.shown(Role.REFERENCE, sequence || parameters));
            case 3 -> Optional.of(PictureKind.shown(Role.DISPOSABLE, sequence || parameters));
            default -> Optional.empty();
        };
    }
}
