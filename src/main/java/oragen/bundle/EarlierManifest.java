package oragen.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import oragen.InputException;

/** Manifests of versions that knew one crop only: a square of {@code cropScale} times the box, black beyond the frame. */
final class EarlierManifest {
    private static final String SCALE = "cropScale";
    private static final String CROP = "crop";

    private EarlierManifest() {}

    /** Says the same crop as manifests do now; refuses bundles of ORAGEN, for which it was the wrong one. */
    static void translate(String file, JsonNode manifest) {
        if (!(manifest.path("visualEncoder") instanceof ObjectNode encoder)
                || encoder.has(CROP)
                || !encoder.path(SCALE).isNumber()) {
            return;
        }
        double scale = encoder.path(SCALE).asDouble();
        if (manifest.hasNonNull("conversion")) {
            throw new InputException(
                    file + ", visualEncoder." + SCALE,
                    scale + " is from an earlier version of oragen, which cropped faces differently from ORAGEN",
                    "make the bundle again (model import, model random),"
                            + " and train again what was trained on its features");
        }
        encoder.remove(SCALE);
        encoder.putObject(CROP).put("shape", "square").put("edge", "padded").put("margin", (scale - 1) / 2);
    }
}
