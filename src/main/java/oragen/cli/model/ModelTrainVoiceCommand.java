package oragen.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import oragen.label.Gender;
import oragen.training.voice.VoiceScore;
import oragen.training.voice.VoiceTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model train-voice}. */
@Command(
        name = "train-voice",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the compact bundle's voice network (gender only, not age) on a folder of speech and "
                    + "reports its accuracy on windows of held-out voices.",
            "Requires PyTorch: build with mvn -Ptrain package."
        },
        footer = {"", "Example:", "  model train-voice --speech speech --output voice"})
final class ModelTrainVoiceCommand implements Callable<Integer> {
    private static final double PERCENT = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--speech",
            required = true,
            paramLabel = "DIR",
            description = "Folder written by models/make-voices.sh.")
    private Path speech = Path.of("");

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder for " + VoiceTraining.WEIGHTS + ", which is replaced.")
    private Path output = Path.of("");

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs (default: ${DEFAULT-VALUE}).")
    private int epochs = 16;

    @Option(names = "--windows", paramLabel = "N", description = "Windows per epoch (default: ${DEFAULT-VALUE}).")
    private int windows = 2560;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        VoiceTraining.Request request = new VoiceTraining.Request(speech, output, epochs, windows, seed);
        VoiceTraining.Result result = new VoiceTraining(request, line -> {
                    out.println(line);
                    out.flush();
                })
                .execute();
        print(out, result);
        out.println("wrote " + output.resolve(VoiceTraining.WEIGHTS));
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, VoiceTraining.Result result) {
        out.println("held-out voices: correct windows, clean and degraded");
        for (int i = 0; i < result.clean().size(); i++) {
            VoiceScore clean = result.clean().get(i);
            VoiceScore degraded = result.degraded().get(i);
            out.printf(
                    Locale.ROOT,
                    "  %-16s %-6s %-8s %3d and %3d of %d%n",
                    clean.voice(),
                    clean.gender().label(),
                    clean.family(),
                    clean.right(),
                    degraded.right(),
                    clean.windows());
        }
        print(out, "clean", result.clean());
        print(out, "degraded", result.degraded());
    }

    private static void print(PrintWriter out, String name, List<VoiceScore> scores) {
        out.printf(Locale.ROOT, "%s: UAR %.1f %%", name, PERCENT * VoiceScore.unweightedAverageRecall(scores));
        for (Gender gender : Gender.values()) {
            VoiceScore.Count windows = VoiceScore.windows(scores, gender);
            VoiceScore.Count voices = VoiceScore.voices(scores, gender);
            double[] interval = windows.interval();
            out.printf(
                    Locale.ROOT,
                    "; %s %d of %d windows (%.1f to %.1f %%), %d of %d voices",
                    gender.label(),
                    windows.right(),
                    windows.of(),
                    PERCENT * interval[0],
                    PERCENT * interval[1],
                    voices.right(),
                    voices.of());
        }
        out.println();
    }
}
