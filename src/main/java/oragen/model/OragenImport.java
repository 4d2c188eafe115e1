package oragen.model;

import java.nio.file.Path;
import oragen.InputException;
import oragen.network.Deviation;
import oragen.network.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle of ORAGEN is to be made of; any of the three checkpoints may be left out.
 *
 * @param source where the weights come from, for the manifest
 * @param licence of the weights, for the manifest
 */
public record OragenImport(
        @Nullable Path audio,
        @Nullable Path image,
        @Nullable Path fusion,
        Path output,
        Options options,
        String source,
        String licence) {
    public OragenImport {
        if (audio == null && image == null) {
            throw new InputException(
                    "--audio, --image", "neither is given", "pass the audio checkpoint, the image checkpoint, or both");
        }
        if (fusion != null && (audio == null || image == null)) {
            throw new InputException(
                    "--fusion " + fusion, "needs both encoders", "pass --audio and --image as well, or omit it");
        }
    }

    /**
     * How the networks are written.
     *
     * @param audioHeads attention heads of the audio encoder; null for width / 64
     * @param visualHeads attention heads of the visual encoder; null for width / 64
     */
    public record Options(
            Precision precision,
            Deviation deviation,
            @Nullable Integer audioHeads,
            @Nullable Integer visualHeads) {
        /** Every published encoder of this kind has heads of 64. */
        private static final int HEAD_SIZE = 64;

        int audioHeads(int width) {
            return heads("--audio-heads", audioHeads, width);
        }

        int visualHeads(int width) {
            return heads("--visual-heads", visualHeads, width);
        }

        private static int heads(String option, @Nullable Integer given, int width) {
            int heads = given == null ? width / HEAD_SIZE : given;
            if (heads < 1 || width % heads != 0) {
                throw new InputException(
                        option,
                        "a width of " + width + " cannot be split into " + heads + " heads",
                        "use a divisor of " + width);
            }
            return heads;
        }
    }
}
