package oragen.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import oragen.InputException;
import oragen.spark.table.RunHousekeeping;
import oragen.spark.table.RunHousekeeping.Forgotten;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code forget}: removes a person's rows. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Removes clips or speakers from every table and wave of every run in an output folder and prints "
                    + "how many rows were removed.",
            "Only the files that hold such rows are rewritten. Also deletes what interrupted runs left "
                    + "behind, and the evaluation folder, whose metrics include the removed rows. A clip that is still "
                    + "in the corpus is labelled again by the next run: remove it there too. Snapshots and backups of "
                    + "the storage are not touched."
        },
        footer = {
            "",
            "Examples:",
            "  forget --output output/labels --speaker id00012",
            "  forget --output output/labels --clip-id a.mp4 --clip-id b.mp4"
        })
final class ForgetCommand implements Callable<Integer> {
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

    @Option(names = "--clip-id", paramLabel = "ID", description = "Clip to remove; repeatable.")
    private List<String> clipIds = List.of();

    @Option(names = "--speaker", paramLabel = "NAME", description = "Speaker to remove; repeatable.")
    private List<String> speakers = List.of();

    @Override
    public Integer call() throws IOException {
        if (clipIds.isEmpty() && speakers.isEmpty()) {
            throw new InputException("forget", "nothing to remove", "pass --clip-id or --speaker");
        }
        try (SparkSession spark = SparkSessions.open("oragen forget")) {
            new RunHousekeeping(spark, output)
                    .forget(new Forgotten(Set.copyOf(clipIds), Set.copyOf(speakers)))
                    .forEach(run -> spec.commandLine()
                            .getOut()
                            .printf("run %s: removed rows: %s%n", run.runKey(), run.removed()));
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
