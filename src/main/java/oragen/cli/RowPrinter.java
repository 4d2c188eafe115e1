package oragen.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Rows as lines in columns; a column in which every row is empty is left out. */
final class RowPrinter {
    static final int FEW = 20;
    private static final int WIDEST = 60;

    private final PrintWriter out;

    RowPrinter(PrintWriter out) {
        this.out = out;
    }

    /** At most so many of the rows, and whether there are more. */
    void print(Dataset<Row> rows, int limit) {
        List<Row> taken = rows.limit(limit + 1).collectAsList();
        List<Row> shown = taken.subList(0, Math.min(limit, taken.size()));
        if (shown.isEmpty()) {
            out.println("no rows");
        } else {
            print(List.of(rows.columns()), shown);
        }
        if (taken.size() > limit) {
            out.printf("(the first %d rows; --limit shows more)%n", limit);
        }
        out.flush();
    }

    private void print(List<String> names, List<Row> rows) {
        List<List<String>> columns = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        List<Boolean> numbers = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            int place = index;
            List<String> cells = rows.stream().map(row -> text(row.get(place))).collect(Collectors.toList());
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            numbers.add(rows.stream().allMatch(row -> row.isNullAt(place) || row.get(place) instanceof Number));
            cells.add(0, names.get(index));
            widths.add(Collections.max(cells.stream().map(String::length).toList()));
            columns.add(cells);
        }
        for (int line = 0; line <= rows.size(); line++) {
            StringBuilder text = new StringBuilder();
            for (int index = 0; index < columns.size(); index++) {
                String cell = columns.get(index).get(line);
                String gap = " ".repeat(widths.get(index) - cell.length());
                text.append(numbers.get(index) ? gap + cell : cell + gap).append("  ");
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String text(@Nullable Object value) {
        String text;
        if (value == null) {
            text = "";
        } else if (value instanceof Double real) {
            text = String.format("%.3f", real);
        } else if (value instanceof Seq<?> list) {
            text = CollectionConverters.asJava(list).stream()
                    .map(RowPrinter::text)
                    .collect(Collectors.joining(","));
        } else if (value instanceof byte[] bytes) {
            text = bytes.length + " bytes";
        } else {
            text = value.toString().replaceAll("\\p{Cntrl}", " ");
        }
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }
}
