package oragen.cli.model;

import oragen.model.OragenImport;
import oragen.network.Deviation;
import oragen.network.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that writes networks of ORAGEN. */
final class ConversionOptions {
    @Option(
            names = "--precision",
            paramLabel = "fp32|fp16|int8",
            description =
                    "Precision of the weights: 32-bit (default), 16-bit (half the size, and 16-bit products in the "
                            + "encoders on a GPU), or 8-bit matrix products in the encoders (faster on processors); "
                            + "heads and fusion always compute in 32 bits.")
    private Precision precision = Precision.FP32;

    @Option(
            names = "--deviation",
            paramLabel = "population|sample",
            description =
                    "Standard deviation over time: divided by n as in the authors' released code (default), or by "
                            + "n - 1.")
    private Deviation deviation = Deviation.POPULATION;

    @Option(
            names = "--audio-heads",
            paramLabel = "N",
            description = "Attention heads of the audio model (default: width / 64).")
    private @Nullable Integer audioHeads;

    @Option(
            names = "--visual-heads",
            paramLabel = "N",
            description = "Attention heads of the visual model (default: width / 64).")
    private @Nullable Integer visualHeads;

    OragenImport.Options options() {
        return new OragenImport.Options(precision, deviation, audioHeads, visualHeads);
    }
}
