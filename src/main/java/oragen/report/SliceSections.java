package oragen.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oragen.evaluation.Estimate;
import oragen.evaluation.Metric;
import oragen.label.Task;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;
import org.jspecify.annotations.Nullable;

/** Sections that set slices side by side: mask types, ages and the rest. */
record SliceSections(RunFigures figures, String name, List<String> by) {
    private static final List<String> SLICE_HEADER =
            List.of("clips", "speakers", "gender UAR, %", "age MAE, years", "mask type UAR, %");

    private List<Cell> sliceRow(String first, @Nullable String corpus, String slice, String value) {
        Estimate any = Arrays.stream(Task.values())
                .flatMap(task -> Stream.of(Metric.first(task), Metric.COVERAGE)
                        .map(metric -> figures.estimate(false, corpus, slice, value, task, metric)))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Estimate::clips))
                .orElse(new Estimate(null, null, null, null, 0, 0));
        return RunSections.cells(
                first,
                Words.value(value),
                Long.toString(any.clips()),
                Long.toString(any.speakers()),
                figures.told(corpus, slice, value, Task.GENDER, Metric.UAR),
                figures.told(corpus, slice, value, Task.AGE, Metric.MAE_YEARS),
                figures.told(corpus, slice, value, Task.MASK, Metric.UAR));
    }

    Section maskTypes() {
        List<List<Cell>> rows = new ArrayList<>();
        figures.values(null, "mask_type").forEach(value -> rows.add(sliceRow("all", null, "mask_type", value)));
        if (figures.corpora().size() > 1) {
            for (String corpus : figures.corpora()) {
                figures.values(corpus, "mask_type")
                        .forEach(value -> rows.add(sliceRow(corpus, corpus, "mask_type", value)));
            }
        }
        if (rows.size() < 2) {
            return new Section("Mask types", "", List.of(), List.of());
        }
        List<String> header = new ArrayList<>(List.of("corpus", "true mask type"));
        header.addAll(SLICE_HEADER);
        List<String> plots = new ArrayList<>();
        slicePlot("mask_type", Task.GENDER, Metric.UAR).ifPresent(plots::add);
        slicePlot("mask_type", Task.AGE, Metric.MAE_YEARS).ifPresent(plots::add);
        return new Section(
                "Mask types",
                "Class averages cover only the classes present in the truth, so within one mask type the mask UAR equals the recall.",
                List.of(new Table("By true mask type and corpus", header, 2, rows)),
                plots);
    }

    /** Nothing where there are no two dots to compare. */
    Optional<String> slicePlot(String slice, Task task, Metric metric) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (String value : figures.values(null, slice)) {
            figures.estimate(false, null, slice, value, task, metric)
                    .filter(estimate -> estimate.value() != null)
                    .ifPresent(estimate -> estimates.put(value, estimate));
        }
        return estimates.size() < 2
                ? Optional.empty()
                : Optional.of(Plots.slices(
                        estimates, name + "-" + slice.replace('_', '-'), Words.value(slice), metric.label()));
    }

    Section ages(List<RunContent.AgeCell> ages) {
        List<String> plots = new ArrayList<>();
        AgeAgreement agreement =
                ages.size() < 2 ? null : AgeAgreement.of(figures).orElse(null);
        if (agreement != null) {
            plots.add(Plots.agreement(ages, agreement, name));
        }
        if (ages.size() > 1) {
            plots.add(Plots.histogram(AgeHistogram.of(ages), name));
        }
        slicePlot("age_band", Task.AGE, Metric.MAE_YEARS).ifPresent(plots::add);
        return new Section("Age", agreement == null ? "" : agreement.sentence(), List.of(), plots);
    }

    Section slices() {
        List<Table> tables = new ArrayList<>();
        if (figures.corpora().size() > 1) {
            List<List<Cell>> rows = new ArrayList<>();
            figures.corpora().forEach(corpus -> rows.add(sliceRow(corpus, corpus, RunFigures.OVERALL, "all")));
            addSliceTable(tables, "corpus", rows);
        }
        addSubsets(tables);
        for (String slice : Stream.concat(
                        Stream.of("gender", "age_band", "modality", "predicted_mask_type"), by.stream())
                .toList()) {
            List<List<Cell>> rows = new ArrayList<>();
            figures.values(null, slice).forEach(value -> rows.add(sliceRow("all", null, slice, value)));
            if (rows.size() > 1 || by.contains(slice)) {
                addSliceTable(tables, slice, rows);
            }
        }
        return new Section("Slices", "", tables, List.of());
    }

    private void addSubsets(List<Table> tables) {
        List<List<Cell>> rows = new ArrayList<>();
        for (String subset : figures.subsets()) {
            rows.add(new SliceSections(figures.ofSubset(subset), name, by)
                    .sliceRow(subset, null, RunFigures.OVERALL, "all"));
        }
        if (rows.size() > 1) {
            addSliceTable(tables, "subset", rows);
        }
    }

    private static void addSliceTable(List<Table> tables, String slice, List<List<Cell>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        boolean first = slice.equals("corpus") || slice.equals("subset");
        List<String> header = new ArrayList<>(List.of(Words.value(slice)));
        header.addAll(SLICE_HEADER);
        List<List<Cell>> kept = rows.stream()
                .map(row -> {
                    List<Cell> cells = new ArrayList<>(row);
                    cells.remove(first ? 1 : 0);
                    return (List<Cell>) cells;
                })
                .toList();
        tables.add(new Table("By " + Words.value(slice), header, 1, kept));
    }
}
