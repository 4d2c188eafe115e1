package oragen.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of a training: its curves and its table, in HTML that needs no other file and opens no address. */
public final class TrainingPage {
    private TrainingPage() {}

    /** A figure by epoch. */
    public record Curve(String title, Map<Integer, Double> points) {}

    /** @param rows cells of each epoch, as the header names them */
    public static String render(List<Curve> curves, List<String> header, List<List<String>> rows) {
        List<String> plots = new ArrayList<>();
        for (Curve curve : curves) {
            plots.add(Plots.curve(curve, "curve" + (plots.size() + 1)));
        }
        return ReportPage.fill("training.ftlh", Map.of("plots", plots, "header", header, "rows", rows));
    }
}
