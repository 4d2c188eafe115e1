package oragen.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import oragen.InputException;
import oragen.label.Gender;

/**
 * What one modality says of somebody whose gender is known.
 *
 * @param maleLogOdds ln(P(male) / P(female))
 */
public record GenderOdds(Gender gender, double maleLogOdds) {
    /** Reads lines {@code gender,log_odds} below a heading. */
    public static List<GenderOdds> read(Path file) {
        try {
            List<GenderOdds> odds = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                String[] cells = line.split(",", -1);
                odds.add(new GenderOdds(Gender.fromLabel(cells[0]), Double.parseDouble(cells[1])));
            }
            return odds;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new InputException(
                    file.toString(),
                    "cannot be read (" + e.getMessage() + ")",
                    "give a file that train-voice wrote",
                    e);
        }
    }

    /** Writes what {@link #read} reads. */
    public static void write(Path file, List<GenderOdds> odds) {
        StringBuilder text = new StringBuilder("gender,male_log_odds\n");
        for (GenderOdds one : odds) {
            text.append(String.format(Locale.ROOT, "%s,%.5f%n", one.gender().label(), one.maleLogOdds()));
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
