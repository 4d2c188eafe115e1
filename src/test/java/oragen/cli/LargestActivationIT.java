package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import oragen.cli.model.ModelCommand;
import oragen.model.OragenImport;
import oragen.model.RandomOragen;
import oragen.model.WeightRecipe;
import oragen.network.Deviation;
import oragen.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code model verify --activations} on the clips of the demo. */
final class LargestActivationIT {
    private static final Path CLIP = Path.of("src/main/resources/demo/steady.mp4");

    @TempDir
    private Path folder;

    @Test
    void theLargestValueOnARealClipIsTold() {
        Path bundle = folder.resolve("tiny");
        OragenImport.Options options = new OragenImport.Options(Precision.FP16, Deviation.POPULATION, null, null);
        RandomOragen.TINY.write(bundle, new WeightRecipe.Seeded(1), options, line -> {});
        StringWriter told = new StringWriter();
        CommandLine verify = new CommandLine(new ModelCommand()).setOut(new PrintWriter(told));
        assertThat(verify.execute("verify", bundle.toString(), "--activations", clip()))
                .isZero();
        assertThat(told.toString())
                .containsPattern("audio encoder: largest activation [1-9]\\d*\\.\\d in \\d+ windows")
                .containsPattern("visual encoder: largest activation [1-9]\\d*\\.\\d in \\d+ faces");
    }

    @Test
    void aBundleThatWasNotImportedHasNoGraphsToObserve() {
        StringWriter errors = new StringWriter();
        assertThat(Main.run(
                        new PrintWriter(errors, true), "model", "verify", "models/compact", "--activations", clip()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("was not imported; use a bundle of model import");
    }

    private static String clip() {
        return CLIP.toString();
    }
}
