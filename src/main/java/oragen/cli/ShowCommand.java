package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import oragen.InputException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code show}: rows of a table, for people. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints rows of a table in an output folder: of several waves the newest of each clip.",
        footer = {
            "",
            "Examples:",
            "  show --output output/labels",
            "  show --output output/labels --where 'age > 60' --columns clip_id,age,path",
            "  show --output output/labels --table rejects --limit 100"
        })
final class ShowCommand implements Callable<Integer> {
    /** What most people want to know first, of whatever table it is. */
    static final List<String> USUAL = List.of(
            "clip_id",
            "occlusion",
            "start_second",
            "label_gender",
            "gender",
            "gender_female_probability",
            "label_age",
            "age",
            "label_mask_type",
            "mask_type",
            "stage",
            "reason",
            "message",
            "warnings");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final TableOptions table = new TableOptions();

    @Option(names = "--limit", paramLabel = "N", description = "Print at most N rows (default: 20).")
    private int limit = RowPrinter.FEW;

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw new InputException("--limit", Integer.toString(limit), "use at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (SparkSession spark = SparkSessions.open("oragen show")) {
            new RowPrinter(out).print(table.rows(spark, USUAL), limit);
        }
        return 0;
    }
}
