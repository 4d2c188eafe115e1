package oragen.cli;

import oragen.exchange.Deviation;
import oragen.exchange.OragenImport;
import oragen.exchange.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that writes networks of ORAGEN. */
final class ConversionOptions {
    @Option(
            names = "--precision",
            paramLabel = "fp32|fp16|int8",
            description = "Weights in 32 bits (default), in 16 bits (half the size), or products in 8 bits (faster).")
    private Precision precision = Precision.FP32;

    @Option(
            names = "--deviation",
            paramLabel = "population|sample",
            description = "Deviation over time divided by n, as the authors' released code (default), or by n - 1.")
    private Deviation deviation = Deviation.POPULATION;

    @Option(names = "--audio-heads", paramLabel = "N", description = "Attention heads; default width / 64.")
    private @Nullable Integer audioHeads;

    @Option(names = "--visual-heads", paramLabel = "N", description = "Attention heads; default width / 64.")
    private @Nullable Integer visualHeads;

    OragenImport.Options options() {
        return new OragenImport.Options(precision, deviation, audioHeads, visualHeads);
    }
}
