package oragen.training.mask;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.InputException;
import oragen.corpus.CsvText;
import oragen.corpus.MediaEndings;
import oragen.face.FaceChooser;
import oragen.face.FaceDetector;
import oragen.label.Gender;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Pictures with a face each, and what a table says of the persons.
 *
 * @param labels a table in CSV with the columns path (in the folder), speaker, gender and age, of which each may be empty
 *     but the first; null where nothing is known: then each picture is a person of its own
 */
public record FaceFolder(Path folder, @Nullable Path labels) {
    private static final String REMEDY = "use a CSV table with the columns path, speaker, gender, age";

    /** The faces by the names of their files; pictures without one are left out. */
    List<PictureFace> faces(FaceDetector detector, FaceChooser chooser) {
        List<PictureFace> faces = new ArrayList<>();
        Map<String, Person> persons = persons();
        for (Path file : files()) {
            PictureFace.on(PictureFile.read(file), person(persons, file), detector, chooser)
                    .ifPresent(faces::add);
        }
        if (faces.isEmpty()) {
            throw new InputException(
                    "--faces " + folder, "no face in these pictures", "use a folder of pictures with a face each");
        }
        return faces;
    }

    /** The files of all but the persons who are held out, by their names. */
    public List<Path> learntFiles() {
        Map<String, Person> persons = persons();
        return files().stream()
                .filter(file -> !person(persons, file).isHeldOut())
                .toList();
    }

    private Person person(Map<String, Person> persons, Path file) {
        String path = folder.relativize(file).toString();
        return persons.getOrDefault(path, Person.unknown(path));
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            throw new InputException("--faces " + folder, "not a folder", "use a folder of pictures");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file -> MediaEndings.isMedia(file.getFileName().toString()))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new InputException("--faces " + folder, "no media file", "use a folder of pictures");
            }
            return files;
        } catch (IOException e) {
            throw new InputException("--faces " + folder, "cannot be read (" + e + ")", "check the folder", e);
        }
    }

    private Map<String, Person> persons() {
        Map<String, Person> persons = new HashMap<>();
        if (labels == null) {
            return persons;
        }
        try (Reader reader = Files.newBufferedReader(labels);
                CSVParser parser = CSVParser.parse(
                        reader,
                        CsvText.COMMA
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())) {
            for (CSVRecord line : parser) {
                String path = cell(line, "path");
                String speaker = cell(line, "speaker");
                persons.put(path, new Person(speaker.isEmpty() ? path : speaker, gender(line), age(line)));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("--labels " + labels, "cannot be read (" + e.getMessage() + ")", REMEDY, e);
        }
        return persons;
    }

    private String cell(CSVRecord line, String column) {
        if (!line.isSet(column)) {
            throw new InputException(
                    "--labels " + labels + ", line " + (line.getRecordNumber() + 1), "has no column " + column, REMEDY);
        }
        return line.get(column);
    }

    private @Nullable Gender gender(CSVRecord line) {
        String text = cell(line, "gender");
        if (text.isEmpty()) {
            return null;
        }
        return Stream.of(Gender.values())
                .filter(gender -> gender.label().equals(text))
                .findFirst()
                .orElseThrow(() -> unusable(line, "gender", text, "use female or male, or leave it empty"));
    }

    private @Nullable Double age(CSVRecord line) {
        String text = cell(line, "age");
        if (text.isEmpty()) {
            return null;
        }
        try {
            double age = Double.parseDouble(text);
            if (age >= 0 && age <= 120) {
                return age;
            }
        } catch (NumberFormatException e) {
            throw new InputException(place(line), "age " + text + " is no number", "use years, or leave it empty", e);
        }
        throw unusable(line, "age", text, "use years from 0 to 120, or leave it empty");
    }

    private InputException unusable(CSVRecord line, String column, String text, String remedy) {
        return new InputException(place(line), column + " " + text + " is not known", remedy);
    }

    private String place(CSVRecord line) {
        return "--labels " + labels + ", line " + (line.getRecordNumber() + 1);
    }
}
