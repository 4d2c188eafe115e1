package oragen.media;

import java.util.Optional;
import oragen.media.PictureKind.Role;

/**
 * HEVC: starts are refreshed pictures (IDR) and clean random access (CRA). Pictures that are no reference are so within their
 * temporal layer only, so that they are left out where there is a single one. Broken links are not certain: the pictures
 * that lead them are not shown.
 */
final class HevcKinds implements PictureKinds {
    // Types of units, table 7-1.
    private static final int LAST_TRAILING_OR_LEADING = 9;
    private static final int REFRESHED = 19;
    private static final int CLEAN_ACCESS = 21;
    private static final int LAST_PICTURE = 31;
    private static final int LAYERS = 32;
    private static final int PICTURE_PARAMETERS = 34;

    /** HEVCDecoderConfigurationRecord (ISO 14496-15, 8.3.3.1): after these bytes lie arrays of units. */
    private static final int RECORD_BYTES = 23;

    /** Bytes of a length; 0 where units lie after start codes. */
    private final int lengthBytes;

    private boolean singleLayer;

    /** @param extra the container's record, or units after start codes, or nothing */
    HevcKinds(byte[] extra) {
        boolean record = extra.length > RECORD_BYTES && extra[0] == 1;
        this.lengthBytes = record ? (extra[21] & 3) + 1 : 0;
        if (!record) {
            NalUnits.afterStartCodes(extra).forEach(this::layers);
        } else if ((extra[RECORD_BYTES] & 0x3f) == LAYERS) {
            layers(new NalUnits.Unit(extra, RECORD_BYTES + 5, extra.length));
        }
    }

    private static int type(NalUnits.Unit unit) {
        return unit.at(0) >> 1 & 0x3f;
    }

    /** By {@code vps_max_sub_layers_minus1} (7.3.2.1). */
    private void layers(NalUnits.Unit unit) {
        if (type(unit) == LAYERS) {
            singleLayer = (unit.at(3) >> 1 & 7) == 0;
        }
    }

    @Override
    public Optional<PictureKind> of(byte[] packet) {
        int pictures = 0;
        boolean parameters = false;
        int picture = LAST_PICTURE;
        for (NalUnits.Unit unit : NalUnits.of(packet, lengthBytes)) {
            int type = type(unit);
            boolean base = (unit.at(0) & 1) == 0 && unit.at(1) >> 3 == 0;
            if (!base) {
                continue;
            }
            layers(unit);
            parameters |= type >= LAYERS && type <= PICTURE_PARAMETERS;
            if (type <= LAST_PICTURE) {
                pictures += unit.at(2) >> 7;
                picture = type;
            }
        }
        boolean ordinary = picture <= LAST_TRAILING_OR_LEADING;
        boolean start = picture >= REFRESHED && picture <= CLEAN_ACCESS;
        if (pictures != 1 || !ordinary && !start) {
            return Optional.empty();
        }
        boolean disposable = singleLayer && picture % 2 == 0;
        Role role = start ? Role.START : disposable ? Role.DISPOSABLE : Role.REFERENCE;
        return Optional.of(PictureKind.shown(role, parameters));
    }
}
