package oragen.bundle;

import oragen.InputException;

/** The precision that networks should run in, where a bundle has several. */
public enum PrecisionPreference {
    /** What is fastest where the networks run, as far as the bundle has it; otherwise 32 bits. */
    AUTO,
    FP32,
    FP16,
    INT8;

    private static final String OPTION = "--precision";

    /**
     * The precision of a run. A bundle whose encoders were converted to 8 bits has no other.
     *
     * @param fastest where the networks run: 16-bit floats on a GPU, 8 bits on a processor with instructions for them
     */
    public NetworkPrecision settle(BundleManifest manifest, NetworkPrecision fastest) {
        return switch (this) {
            case AUTO -> {
                if (converted(manifest)) {
                    yield NetworkPrecision.INT8;
                }
                yield manifest.has(fastest) ? fastest : NetworkPrecision.FP32;
            }
            case FP32 -> {
                if (converted(manifest)) {
                    throw new InputException(
                            OPTION + " fp32",
                            "the bundle " + manifest.id() + " was converted to int8",
                            "omit " + OPTION + ", or make the bundle again with model import --precision fp32");
                }
                yield NetworkPrecision.FP32;
            }
            case FP16 -> present(manifest, NetworkPrecision.FP16);
            case INT8 -> converted(manifest) ? NetworkPrecision.INT8 : present(manifest, NetworkPrecision.INT8);
        };
    }

    private static NetworkPrecision present(BundleManifest manifest, NetworkPrecision wanted) {
        if (!manifest.has(wanted)) {
            throw new InputException(
                    OPTION + " " + wanted.label(),
                    "the bundle " + manifest.id() + " has no network in " + wanted.label(),
                    "use " + OPTION + " auto, or make the bundle again with model import --precision "
                            + wanted.label());
        }
        return wanted;
    }

    private static boolean converted(BundleManifest manifest) {
        BundleManifest.Conversion conversion = manifest.conversion();
        return conversion != null && conversion.precision().equals(NetworkPrecision.INT8.label());
    }
}
