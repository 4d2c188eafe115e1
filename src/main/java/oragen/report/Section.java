package oragen.report;

import java.util.List;

/**
 * A part of the page.
 *
 * @param text one paragraph; may be empty
 * @param plots SVG elements
 */
public record Section(String title, String text, List<Table> tables, List<String> plots) {
    /** @param numeric index of the first column that holds figures */
    public record Table(String caption, List<String> header, int numeric, List<List<Cell>> rows) {}

    /** @param shade 0 to 100, how strongly the cell is filled */
    public record Cell(String text, int shade) {
        static Cell of(String text) {
            return new Cell(text, 0);
        }
    }
}
