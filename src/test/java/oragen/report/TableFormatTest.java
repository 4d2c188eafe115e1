package oragen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import oragen.report.Section.Cell;
import oragen.report.Section.Table;
import org.junit.jupiter.api.Test;

final class TableFormatTest {
    private static final Table TABLE = new Table(
            "50 % & more",
            List.of("type", "MAE, years"), 1, List.of(List.of(Cell.of("no_mask | none"), Cell.of("4.83 (4 to 5)"))));

    @Test
    void csvQuotesWhatHoldsACommaAlone() {
        assertThat(TableFormat.CSV.write(TABLE)).isEqualTo("type,\"MAE, years\"\r\nno_mask | none,4.83 (4 to 5)\r\n");
    }

    @Test
    void htmlIsTextAndNoMarkup() {
        Table foreign = new Table("a", List.of("<b>"), 0, List.of(List.of(Cell.of("x & y"))));
        assertThat(TableFormat.HTML.write(foreign))
                .isEqualTo(
                        "<table>\n<caption>a</caption>\n<tr><th>&lt;b&gt;</th></tr>\n<tr><td>x &amp; y</td></tr>\n</table>\n");
    }

    @Test
    void latexEscapesAndAlignsFiguresRight() {
        assertThat(TableFormat.LATEX.write(TABLE))
                .contains(
                        "\\caption{50 \\% \\& more}", "\\begin{tabular}{lr}", "no\\_mask | none & 4.83 (4 to 5) \\\\");
    }

    @Test
    void markdownKeepsItsColumns() {
        assertThat(TableFormat.MARKDOWN.write(TABLE))
                .isEqualTo(
                        "50 % & more\n\n| type | MAE, years |\n| --- | --: |\n| no_mask \\| none | 4.83 (4 to 5) |\n");
    }
}
