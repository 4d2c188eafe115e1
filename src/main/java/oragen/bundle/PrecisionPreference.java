package oragen.bundle;

import oragen.InputException;

/** The precision that networks should run in, where a bundle has several. */
public enum PrecisionPreference {
    /** 8 bits where the bundle has them and the processor multiplies bytes as fast as is worth it, otherwise 32 bits. */
    AUTO,
    FP32,
    INT8;

    private static final String OPTION = "--precision";

    /**
     * The precision of a run. A bundle whose encoders were converted to 8 bits has no other.
     *
     * @param fastBytes whether the processor has instructions for 8-bit networks
     */
    public NetworkPrecision settle(BundleManifest manifest, boolean fastBytes) {
        return switch (this) {
            case AUTO ->
                converted(manifest) || fastBytes && manifest.hasInt8() ? NetworkPrecision.INT8 : NetworkPrecision.FP32;
            case FP32 -> {
                if (converted(manifest)) {
                    throw new InputException(
                            OPTION + " fp32",
                            "the bundle " + manifest.id() + " was converted to int8",
                            "omit " + OPTION + ", or make the bundle again with model import --precision fp32");
                }
                yield NetworkPrecision.FP32;
            }
            case INT8 -> {
                if (!converted(manifest) && !manifest.hasInt8()) {
                    throw new InputException(
                            OPTION + " int8",
                            "the bundle " + manifest.id() + " has no network in int8",
                            "use " + OPTION
                                    + " auto or fp32, or make the bundle again with model import --precision int8");
                }
                yield NetworkPrecision.INT8;
            }
        };
    }

    private static boolean converted(BundleManifest manifest) {
        BundleManifest.Conversion conversion = manifest.conversion();
        return conversion != null && conversion.precision().equals(NetworkPrecision.INT8.label());
    }
}
