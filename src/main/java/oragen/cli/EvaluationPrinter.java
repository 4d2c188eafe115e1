package oragen.cli;

import static org.apache.spark.sql.functions.col;

import java.io.PrintWriter;
import java.util.List;
import oragen.evaluation.Metric;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says in a few lines how good the runs are over all clips. */
final class EvaluationPrinter {
    private final PrintWriter out;

    EvaluationPrinter(PrintWriter out) {
        this.out = out;
    }

    /** @param metrics the table {@code metrics}, which lies in {@code output} */
    void print(Dataset<Row> metrics, String output) {
        List<Row> overall = metrics.filter("slice = 'overall' and corpus is null and subset is null")
                .filter(col("metric").isin(Metric.labels().toArray()))
                .orderBy("run", "imputed", "task", "metric")
                .collectAsList();
        if (overall.isEmpty()) {
            out.println("no clip has a label: label from a manifest that has labels, or pass --labels");
        }
        String run = "";
        for (Row row : overall) {
            String name = row.getAs("run") + (row.<Boolean>getAs("imputed") ? ", imputed" : "");
            if (!name.equals(run)) {
                out.printf(
                        "run %s%n  %-10s %-27s %9s %21s %8s %9s%n",
                        name, "task", "metric", "value", "95 % interval", "clips", "speakers");
                run = name;
            }
            out.println("  " + line(row));
        }
        out.println("tables: " + output + "/{metrics,gaps,confusion,…}");
        out.println("report: " + output + "/report.html");
        out.flush();
    }

    private static String line(Row row) {
        Double value = row.getAs("value");
        Double low = row.getAs("ci_low");
        Double high = row.getAs("ci_high");
        return String.format(
                "%-10s %-27s %9s %21s %8d %9d",
                row.<String>getAs("task"),
                row.<String>getAs("metric"),
                value == null ? "" : String.format("%.4f", value),
                low == null || high == null ? row.<String>getAs("note") : String.format("%.4f to %.4f", low, high),
                row.<Long>getAs("clips"),
                row.<Long>getAs("speakers"));
    }
}
