package oragen.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of the page.
 *
 * @param text one paragraph; may be empty
 * @param plots SVG elements
 */
public record Section(String title, String text, List<Table> tables, List<String> plots) {
    /** Tables without what they do not tell, and without those that tell nothing. */
    Section withoutEmpty() {
        return new Section(
                title,
                text,
                tables.stream()
                        .map(Table::withoutEmpty)
                        .filter(table -> !table.rows().isEmpty())
                        .toList(),
                plots);
    }

    /** @param numeric index of the first column that holds figures */
    public record Table(String caption, List<String> header, int numeric, List<List<Cell>> rows) {
        /** Without the rows and the columns of figures that hold none. */
        Table withoutEmpty() {
            List<List<Cell>> told = rows.stream()
                    .filter(row -> row.stream().skip(numeric).anyMatch(Cell::tells))
                    .toList();
            List<Integer> columns = IntStream.range(0, header.size())
                    .filter(column -> column < numeric
                            || told.stream().anyMatch(row -> row.get(column).tells()))
                    .boxed()
                    .toList();
            return new Table(
                    caption,
                    columns.stream().map(header::get).toList(),
                    numeric,
                    told.stream()
                            .map(row -> columns.stream().map(row::get).toList())
                            .toList());
        }
    }

    /** @param shade 0 to 100, how strongly the cell is filled */
    public record Cell(String text, int shade) {
        static Cell of(String text) {
            return new Cell(text, 0);
        }

        private boolean tells() {
            return !text.isEmpty() && !text.equals(Words.NOTHING);
        }
    }
}
