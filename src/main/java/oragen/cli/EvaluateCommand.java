package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.spark.EvaluatePredictions;
import oragen.spark.EvaluatePredictions.EvaluateOptions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: labelled predictions in, metrics out. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares predictions with their labels: metrics by corpus, subset, mask type, gender, age and modality,",
            "each with a 95 % interval by speaker, as Parquet."
        },
        footer = {
            "",
            "Examples:",
            "  evaluate --predictions output/labels/predictions --output output/evaluation",
            "  evaluate --predictions output/labels/predictions --output output/evaluation --by label_site"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--predictions",
            required = true,
            paramLabel = "DIR",
            description = "Folder predictions of a run of label whose manifest had labels.")
    private String predictions = "";

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder of the metrics; replaced.")
    private String output = "";

    @Option(names = "--by", paramLabel = "COLUMN", description = "A further column to slice by; repeatable.")
    private List<String> by = List.of();

    @Option(names = "--resamples", paramLabel = "N", description = "Of the bootstrap over speakers; default 1000.")
    private int resamples = 1000;

    @Option(names = "--seed", paramLabel = "N", description = "Of the bootstrap; default 1.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException {
        if (resamples < 100) {
            throw new InputException("--resamples", Integer.toString(resamples), "give a number from 100");
        }
        try (SparkSession spark = SparkSessions.open("oragen evaluate")) {
            EvaluateOptions options = new EvaluateOptions(predictions, output, by, resamples, seed);
            print(new EvaluatePredictions(spark, options).execute());
        }
        return 0;
    }

    private void print(Dataset<Row> metrics) {
        PrintWriter out = spec.commandLine().getOut();
        List<Row> overall = metrics.filter("slice = 'overall' and corpus is null and subset is null")
                .orderBy("run", "task", "metric")
                .collectAsList();
        if (overall.isEmpty()) {
            throw new InputException(
                    "--predictions " + predictions, "no clip has a label", "label with a manifest that has labels");
        }
        out.printf(
                "%-18s %-10s %-16s %9s %21s %8s %9s%n", "run", "task", "metric", "value", "95 %", "clips", "speakers");
        for (Row row : overall) {
            Double low = row.getAs("ci_low");
            Double high = row.getAs("ci_high");
            String missing = row.getAs("ci_missing");
            out.printf(
                    "%-18s %-10s %-16s %9.4f %21s %8d %9d%n",
                    row.<String>getAs("run"),
                    row.<String>getAs("task"),
                    row.<String>getAs("metric"),
                    row.<Double>getAs("value"),
                    low == null || high == null ? missing : String.format("%.4f to %.4f", low, high),
                    row.<Long>getAs("clips"),
                    row.<Long>getAs("speakers"));
        }
        out.println("every slice: " + output + "/metrics");
        out.flush();
    }
}
