package oragen.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.cli.input.InputFace;
import oragen.cli.input.InputFaces;
import oragen.face.DetectedFace;
import oragen.face.FaceBox;
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
        description =
                "Measures how many faces are still detected after a mask of each type is painted on them, and by how much "
                        + "the boxes move.",
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
        Shifts[] found = Stream.of(types).map(type -> new Shifts()).toArray(Shifts[]::new);
        int faces = 0;
        try (InputFaces reader = InputFaces.open()) {
            for (int i = 0; i < inputs.size(); i++) {
                for (InputFace face : reader.read(inputs.get(i), frames)) {
                    faces++;
                    for (MaskType type : types) {
                        InputFace painted = face.with(
                                painter.paint(face.frame(), face.face().keyPoints(), type, seed + i));
                        found(reader, painted)
                                .ifPresent(box ->
                                        found[type.ordinal()].add(painted.face().box(), box));
                    }
                }
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d faces from %d inputs%n", faces, inputs.size());
        for (MaskType type : types) {
            Shifts of = found[type.ordinal()];
            out.printf(
                    Locale.ROOT,
                    "  %-15s %d detected (%.1f %%); their boxes moved by %.1f %% of their size on average, and are %.1f %% "
                            + "as large%n",
                    type.label(),
                    of.count,
                    100.0 * of.count / faces,
                    100 * of.moved / Math.max(1, of.count),
                    100 * of.size / Math.max(1, of.count));
        }
        out.flush();
        return 0;
    }

    private static Optional<FaceBox> found(InputFaces reader, InputFace painted) {
        FaceBox bare = painted.face().box();
        return reader.detect(painted.frame()).stream()
                .map(DetectedFace::box)
                .filter(box -> box.intersectionOverUnion(bare) >= SAME_FACE_OVERLAP)
                .max(Comparator.comparingDouble(box -> box.intersectionOverUnion(bare)));
    }

    /** Sums over boxes that were found again. */
    private static final class Shifts {
        private int count;
        private double moved;
        private double size;

        void add(FaceBox bare, FaceBox painted) {
            double side = Math.max(bare.width(), bare.height());
            double x = (painted.left() + painted.right() - bare.left() - bare.right()) / 2;
            double y = (painted.top() + painted.bottom() - bare.top() - bare.bottom()) / 2;
            count++;
            moved += Math.hypot(x, y) / side;
            size += Math.max(painted.width(), painted.height()) / side;
        }
    }
}
