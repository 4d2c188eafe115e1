package oragen.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import oragen.bundle.ModelBundle;
import oragen.label.Gender;
import oragen.training.mask.FaceOdds;
import oragen.training.mask.Photographs;
import oragen.training.trust.Calibration;
import oragen.training.trust.GenderOdds;
import oragen.training.trust.Reliability;
import oragen.training.trust.VoiceOdds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model fit-fusion}: how far the compact bundle may trust a voice and a face. */
@Command(
        name = "fit-fusion",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fits the weights of voice and face in the fusion, on voices and painted faces that no "
                + "network was trained on.",
        footer = {
            "",
            "Pictures are grids of face tiles: FILE:LEFT,TOP,RIGHT,BOTTOM/COLUMNSxROWS, in pixels. The factor of the face",
            "applies on top of the weight that the bundle already gives to its odds.",
            "",
            "Example:",
            "  model fit-fusion --bundle models/compact --speech speech --female faces.jpg:0,300,1920,400/18x1 "
                    + "--male faces.jpg:0,400,1920,500/18x1"
        })
final class ModelFitFusionCommand implements Callable<Integer> {
    private static final int PAIRS = 20_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--bundle", required = true, paramLabel = "DIR", description = "The compact bundle.")
    private Path bundle = Path.of("");

    @Option(
            names = "--speech",
            required = true,
            paramLabel = "DIR",
            description = "Folder as for model train-voice; its validation voices are used.")
    private Path speech = Path.of("");

    @Option(names = "--female", required = true, paramLabel = "PICTURE", description = "Women's faces; repeatable.")
    private List<String> female = List.of();

    @Option(names = "--male", required = true, paramLabel = "PICTURE", description = "Men's faces; repeatable.")
    private List<String> male = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of masks, views and pairs (default: 1).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ModelBundle opened = ModelBundle.open(bundle);
        FaceOdds seen = new FaceOdds(opened);
        List<GenderOdds> faces = new ArrayList<>(seen.of(photographs(female), Gender.FEMALE, seed));
        faces.addAll(seen.of(photographs(male), Gender.MALE, seed));
        List<List<GenderOdds>> voices = new VoiceOdds(opened).of(speech, seed);
        List<GenderOdds> heard = voices.stream().flatMap(List::stream).toList();
        Reliability reliability = Reliability.fit(faces, heard, PAIRS, seed);
        Reliability.Judgement judged = reliability.judge(faces, heard, PAIRS, seed);
        out.printf(Locale.ROOT, "log-odds weights: face %.4f, voice %.4f%n", reliability.face(), reliability.voice());
        out.printf(
                Locale.ROOT,
                "UAR on %d held-out pairs: face only %.1f %%, voice only %.1f %%, both %.1f %%%n",
                judged.pairs(),
                100 * judged.face(),
                100 * judged.voice(),
                100 * judged.fused());
        out.printf(
                Locale.ROOT,
                "voice alone: log-odds weight %.4f%n",
                Calibration.fit(voices).factor());
        print(out, "as they are", Calibration.judge(voices, new Calibration(1)));
        print(out, "calibrated, each voice on the others", Calibration.judgeInTurn(voices));
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, String odds, Calibration.Judgement judged) {
        out.printf(
                Locale.ROOT,
                "  %s: %.1f %% of %d windows right, mean confidence %.3f, expected calibration error %.3f%n",
                odds,
                100 * judged.accuracy(),
                judged.windows(),
                judged.confidence(),
                judged.error());
    }

    private static List<Photographs> photographs(List<String> texts) {
        return texts.stream().map(Photographs::parse).toList();
    }
}
