package oragen.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** How the tables of the page are written where they go into a paper. */
public enum TableFormat {
    /** A {@code table} without a page around it. */
    HTML("html") {
        @Override
        String write(Table table) {
            List<String> lines = new ArrayList<>(List.of(
                    "<table>", "<caption>" + escaped(table.caption()) + "</caption>", line("th", table.header())));
            table.rows()
                    .forEach(row ->
                            lines.add(line("td", row.stream().map(Cell::text).toList())));
            Collections.addAll(lines, "</table>", "");
            return String.join("\n", lines);
        }

        private String line(String element, List<String> cells) {
            return cells.stream()
                    .map(cell -> "<" + element + ">" + escaped(cell) + "</" + element + ">")
                    .collect(Collectors.joining("", "<tr>", "</tr>"));
        }

        private String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    CSV("csv") {
        @Override
        String write(Table table) {
            StringWriter text = new StringWriter();
            try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
                printer.printRecord(table.header());
                for (List<Cell> row : table.rows()) {
                    printer.printRecord(row.stream().map(Cell::text).toList());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("a text in memory cannot be written", e);
            }
            return text.toString();
        }
    },
    /** A {@code table} of the package booktabs. */
    LATEX("tex") {
        @Override
        String write(Table table) {
            String columns =
                    "l".repeat(table.numeric()) + "r".repeat(table.header().size() - table.numeric());
            List<String> lines = new ArrayList<>(List.of(
                    "\\begin{table}",
                    "\\caption{" + escaped(table.caption()) + "}",
                    "\\begin{tabular}{" + columns + "}",
                    "\\toprule",
                    line(table.header()),
                    "\\midrule"));
            table.rows()
                    .forEach(row -> lines.add(line(row.stream().map(Cell::text).toList())));
            Collections.addAll(lines, "\\bottomrule", "\\end{tabular}", "\\end{table}", "");
            return String.join("\n", lines);
        }

        private String line(List<String> cells) {
            return cells.stream().map(this::escaped).collect(Collectors.joining(" & ", "", " \\\\"));
        }

        private String escaped(String text) {
            return text.replace("\\", "\\textbackslash ")
                    .replaceAll("([&%$#_{}])", "\\\\$1")
                    .replace("~", "\\textasciitilde ")
                    .replace("^", "\\textasciicircum ")
                    .replace("<", "$<$")
                    .replace("–", "--")
                    .replace("·", "$\\cdot$")
                    .replace("✱", "$\\ast$");
        }
    },
    MARKDOWN("md") {
        @Override
        String write(Table table) {
            List<String> rule = new ArrayList<>();
            for (int column = 0; column < table.header().size(); column++) {
                rule.add(column < table.numeric() ? "---" : "--:");
            }
            List<String> lines = new ArrayList<>(List.of(line(table.header()), line(rule)));
            table.rows()
                    .forEach(row -> lines.add(line(row.stream().map(Cell::text).toList())));
            return table.caption() + "\n\n" + String.join("\n", lines) + "\n";
        }

        private String line(List<String> cells) {
            return cells.stream()
                    .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }
    };

    private final String ending;

    TableFormat(String ending) {
        this.ending = ending;
    }

    abstract String write(Table table);

    /** A table as it goes to a file. */
    public record TableFile(String name, String text) {}

    /** The tables of a run, the paper's first; names begin with their number. */
    public List<TableFile> files(RunContent run) {
        return files(new RunSections(run, "run").tables());
    }

    /** The tables of runs that differ in their modality alone. */
    public List<TableFile> ofModalities(List<Ablation> ablations) {
        return files(ablations.stream()
                .flatMap(ablation -> ablation.section().tables().stream())
                .toList());
    }

    private List<TableFile> files(List<Table> tables) {
        List<TableFile> files = new ArrayList<>();
        for (Table table : tables) {
            String words = table.caption().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            files.add(new TableFile(
                    String.format(Locale.ROOT, "%02d-%s.%s", files.size() + 1, words, ending), write(table)));
        }
        return files;
    }
}
