package oragen.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import oragen.spark.table.RunHousekeeping;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compact}: many waves become one. */
@Command(
        name = "compact",
        mixinStandardHelpOptions = true,
        description = {
            "Merges the waves of each run in an output folder into one with few files, keeping the newest row of each clip.",
            "Older rows of clips that were labelled again are removed, as is anything that interrupted runs left behind."
        },
        footer = {"", "Example:", "  compact --output output/labels"})
final class CompactCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--output",
            converter = LocationText.class,
            required = true,
            paramLabel = "DIR",
            description = "Output folder of label or extract.")
    private String output = "";

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = SparkSessions.open("oragen compact")) {
            new RunHousekeeping(spark, output)
                    .compact()
                    .forEach(run -> spec.commandLine()
                            .getOut()
                            .printf("run %s: merged %d waves into one%n", run.runKey(), run.waves()));
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
