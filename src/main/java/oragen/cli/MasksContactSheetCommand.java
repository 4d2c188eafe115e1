package oragen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import oragen.InputException;
import oragen.cli.input.InputFace;
import oragen.cli.input.InputFaces;
import oragen.label.MaskType;
import oragen.paint.MaskPainter;
import oragen.paint.PaintStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code masks contact-sheet}. */
@Command(
        name = "contact-sheet",
        mixinStandardHelpOptions = true,
        description = "Paints every mask type on faces from videos or images and arranges them on one sheet.",
        footer = {
            "",
            "Examples:",
            "  masks contact-sheet --input clips/a.mp4 clips/b.mp4 --output sheet.png",
            "  masks contact-sheet --input portrait.jpg --style test --seed 7 --tiles 36 --output sheet.png",
            "For a blind test:",
            "  masks contact-sheet --input clips/a.mp4 --shuffled --key key.csv --output sheet.png"
        })
final class MasksContactSheetCommand implements Callable<Integer> {
    private static final int MOST_TILES = 600;

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

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "Contact sheet to write (PNG).")
    private Path output = Path.of("");

    @Option(
            names = "--tiles",
            paramLabel = "N",
            description = "Number of faces on the sheet, cycling through the six types (default: ${DEFAULT-VALUE}).")
    private int tiles = 18;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of the masks (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            description = "Family of mask designs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). They have no "
                    + "design in common.")
    private PaintStyle style = PaintStyle.TRAIN;

    @Option(names = "--shuffled", description = "Show numbers instead of labels, in random order; requires --key.")
    private boolean shuffled;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "CSV file to write with the mask type and source of every tile.")
    private @Nullable Path key;

    @Override
    public Integer call() throws IOException {
        if (tiles < 1 || tiles > MOST_TILES) {
            throw new InputException("--tiles", Integer.toString(tiles), "use 1 to " + MOST_TILES);
        }
        if (shuffled && key == null) {
            throw new InputException("--shuffled", "requires --key", "name a CSV file for the answers");
        }
        List<Tile> painted = paint(order(), faces());
        ContactSheet sheet = new ContactSheet();
        for (int index = 0; index < painted.size(); index++) {
            Tile tile = painted.get(index);
            sheet.add(
                    tile.face(),
                    shuffled ? Integer.toString(index + 1) : tile.type().label());
        }
        ImageIO.write(sheet.image(), "png", output.toFile());
        if (key != null) {
            Files.write(key, keyLines(painted));
        }
        spec.commandLine().getOut().println("wrote " + output.toAbsolutePath());
        return 0;
    }

    /** One face on the sheet. */
    private record Tile(MaskType type, InputFace face) {}

    /** Mask types tile by tile: in turn, so that each is there as often as the others. */
    private List<MaskType> order() {
        MaskType[] types = MaskType.values();
        List<MaskType> order = new ArrayList<>();
        for (int tile = 0; tile < tiles; tile++) {
            order.add(types[tile % types.length]);
        }
        if (shuffled) {
            Collections.shuffle(order, new Random(seed));
        }
        return order;
    }

    /** Faces of the inputs in turn, from each as many seconds as the sheet needs. */
    private List<InputFace> faces() {
        int seconds = (tiles + inputs.size() - 1) / inputs.size();
        List<List<InputFace>> found = new ArrayList<>();
        try (InputFaces reader = InputFaces.open()) {
            for (Path input : inputs) {
                found.add(reader.read(input, seconds));
            }
        }
        List<InputFace> inTurn = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            for (List<InputFace> ofInput : found) {
                if (second < ofInput.size()) {
                    inTurn.add(ofInput.get(second));
                }
            }
        }
        return inTurn;
    }

    private List<Tile> paint(List<MaskType> order, List<InputFace> faces) {
        MaskPainter painter = new MaskPainter(style);
        Random seeds = new Random(seed);
        List<Tile> painted = new ArrayList<>();
        for (int tile = 0; tile < order.size(); tile++) {
            // A whole turn of the types goes on by one face, so that no type meets the same faces again and again.
            InputFace face = faces.get((tile + tile / MaskType.values().length) % faces.size());
            MaskType type = order.get(tile);
            painted.add(new Tile(
                    type, face.with(painter.paint(face.frame(), face.face().keyPoints(), type, seeds.nextLong()))));
        }
        return painted;
    }

    private List<String> keyLines(List<Tile> painted) {
        List<String> lines = new ArrayList<>(List.of("tile,mask_type,style,second,input"));
        for (int index = 0; index < painted.size(); index++) {
            Tile tile = painted.get(index);
            lines.add(String.join(
                    ",",
                    Integer.toString(index + 1),
                    tile.type().label(),
                    style.name().toLowerCase(Locale.ROOT),
                    Integer.toString(tile.face().frame().second()),
                    "\"" + tile.face().input().toString().replace("\"", "\"\"") + "\""));
        }
        return lines;
    }
}
