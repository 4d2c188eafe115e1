package oragen.training.voice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.label.Gender;

/** A folder as {@code models/make-voices.sh} writes it: {@code voices.tsv}, and a folder of WAV files for each voice. */
public final class SpeechFolder {
    private static final String TABLE = "voices.tsv";
    private static final List<String> COLUMNS = List.of("voice", "sex", "part", "family");
    private static final String REMEDY = "create the folder with models/make-voices.sh";

    private SpeechFolder() {}

    /** Which voices are learnt from; the others are only asked about. */
    public enum Part {
        TRAIN,
        VALIDATION
    }

    /** Where a voice's sound comes from. */
    enum Family {
        /** Put together or modelled from recordings of a person. */
        NATURAL,
        /** Made of formulas. */
        FORMANT,
        /** Recorded, and not synthesised. */
        RECORDED
    }

    /** A voice with its utterances, in the order of their names. */
    public record Voice(String name, Gender gender, Part part, Family family, List<Path> utterances) {
        public Voice {
            utterances = List.copyOf(utterances);
        }
    }

    /** All voices, in the order of the table; a voice without an utterance is an error. */
    public static List<Voice> read(Path folder) throws IOException {
        Path table = folder.resolve(TABLE);
        if (!Files.isRegularFile(table)) {
            throw new InputException("--speech " + folder, "no file " + TABLE, REMEDY);
        }
        List<Voice> voices = new ArrayList<>();
        List<String> lines = Files.readAllLines(table);
        requireColumns(table, lines);
        for (String line : lines.subList(1, lines.size())) {
            voices.add(voice(folder, line.split("\t", -1)));
        }
        return voices;
    }

    private static void requireColumns(Path table, List<String> lines) {
        List<String> head = lines.isEmpty() ? List.of() : List.of(lines.get(0).split("\t", -1));
        if (head.size() < COLUMNS.size() || !head.subList(0, COLUMNS.size()).equals(COLUMNS)) {
            throw new InputException(table.toString(), "the columns are " + head, "start with " + COLUMNS);
        }
    }

    private static Voice voice(Path folder, String[] cells) throws IOException {
        String name = cells[0];
        if (cells.length < COLUMNS.size()) {
            throw new InputException("voice " + name, cells.length + " cells", REMEDY);
        }
        Path utterances = folder.resolve(name);
        if (!Files.isDirectory(utterances)) {
            throw new InputException("voice " + name, "no folder of utterances", REMEDY);
        }
        try (Stream<Path> files = Files.list(utterances)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".wav"))
                    .sorted()
                    .toList();
            if (sorted.isEmpty()) {
                throw new InputException("voice " + name, "no utterance", REMEDY);
            }
            return new Voice(
                    name,
                    Gender.fromLabel(cells[1]),
                    constant(Part.class, name, cells[2]),
                    constant(Family.class, name, cells[3]),
                    sorted);
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String voice, String label) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(label)) {
                return constant;
            }
        }
        throw new InputException("voice " + voice, "\"" + label + "\"", REMEDY);
    }
}
