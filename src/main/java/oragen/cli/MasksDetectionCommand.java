package oragen.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.cli.input.InputFace;
import oragen.cli.input.InputFaces;
import oragen.label.MaskType;
import oragen.paint.MaskPainter;
import oragen.paint.PaintStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code masks detection}: how often faces are still found once a mask is painted on them. */
@Command(
        name = "detection",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures how many faces are still detected after a mask of each type is painted on them.",
        footer = {"", "Example:", "  masks detection --input clips/a.mp4 clips/b.mp4"})
final class MasksDetectionCommand implements Callable<Integer> {
    /** The usual threshold by which a detection counts as that of a given box. */
    private static final double SAME_FACE_OVERLAP = 0.5;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "Videos or images with a face; the largest face of each frame is painted.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "Frames with a face to use from each input (default: ${DEFAULT-VALUE}).")
    private int frames = 60;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of the masks (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    public Integer call() {
        if (frames < 1) {
            throw new InputException("--frames", Integer.toString(frames), "use at least 1");
        }
        MaskPainter painter = new MaskPainter(PaintStyle.TEST);
        MaskType[] types = MaskType.values();
        int[] found = new int[types.length];
        int faces = 0;
        try (InputFaces reader = InputFaces.open()) {
            for (int i = 0; i < inputs.size(); i++) {
                for (InputFace face : reader.read(inputs.get(i), frames)) {
                    faces++;
                    for (MaskType type : types) {
                        InputFace painted = face.with(
                                painter.paint(face.frame(), face.face().keyPoints(), type, seed + i));
                        found[type.ordinal()] += isFound(reader, painted) ? 1 : 0;
                    }
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d faces from %d inputs%n", faces, inputs.size());
        for (MaskType type : types) {
            int count = found[type.ordinal()];
            out.printf("  %-15s %d detected (%.1f %%)%n", type.label(), count, 100.0 * count / faces);
        }
        out.flush();
        return 0;
    }

    private static boolean isFound(InputFaces reader, InputFace painted) {
        return reader.detect(painted.frame()).stream()
                .anyMatch(
                        face -> face.box().intersectionOverUnion(painted.face().box()) >= SAME_FACE_OVERLAP);
    }
}
