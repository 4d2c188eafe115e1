package oragen.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import oragen.label.Task;
import oragen.report.TrainingPage;
import oragen.report.TrainingPage.Curve;
import oragen.training.fusion.Epoch;
import oragen.training.fusion.EpochTable;
import org.jspecify.annotations.Nullable;

/** Draws the epochs of a training to {@code training.html}. */
final class TrainingCurves {
    private static final String FILE = "training.html";

    private TrainingCurves() {}

    /** A machine where nothing can be drawn is an error now, and not after the first epoch. */
    static void requireFonts() {
        TrainingPage.render(List.of(new Curve("trial", Map.of(1, 1.0))), List.of(), List.of());
    }

    static void write(List<Epoch> epochs, Path folder) throws IOException {
        List<Curve> curves = new ArrayList<>();
        add(curves, epochs, "training loss", epoch -> epoch.losses().get(Epoch.TOTAL));
        for (Task task : Task.values()) {
            add(
                    curves,
                    epochs,
                    "training loss, " + task.label(),
                    epoch -> epoch.losses().get(task.label()));
        }
        add(
                curves,
                epochs,
                "validation age MAE, years",
                epoch -> epoch.validation().ageMae());
        add(curves, epochs, "validation gender UAR", epoch -> epoch.validation().genderUar());
        add(curves, epochs, "validation mask UAR", epoch -> epoch.validation().maskUar());
        add(curves, epochs, "learning rate of the last batch", Epoch::learningRate);
        List<List<String>> table = EpochTable.csv(epochs)
                .lines()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
        String page = TrainingPage.render(curves, table.get(0), table.subList(1, table.size()));
        Path part = folder.resolve("." + FILE + ".part");
        Files.writeString(part, page);
        Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void add(
            List<Curve> curves, List<Epoch> epochs, String title, Function<Epoch, @Nullable Double> figure) {
        TreeMap<Integer, Double> points = new TreeMap<>();
        for (Epoch epoch : epochs) {
            Double value = figure.apply(epoch);
            if (value != null) {
                points.put(epoch.number(), value);
            }
        }
        if (!points.isEmpty()) {
            curves.add(new Curve(title, points));
        }
    }
}
