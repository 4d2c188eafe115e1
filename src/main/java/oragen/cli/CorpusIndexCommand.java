package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import oragen.corpus.CorpusReader;
import oragen.corpus.CorpusReaders;
import oragen.corpus.CorpusReaders.ReferenceClips;
import oragen.spark.index.IndexCorpus;
import oragen.spark.index.IndexOptions;
import oragen.spark.index.IndexOptions.MalformedLines;
import oragen.spark.index.IndexSummary;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code corpus index}: a corpus in, a manifest out. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the files of a corpus, reads its labels and writes one manifest for label and evaluate.",
            "Beside it: <name>.problems.parquet (missing, unlabelled, malformed, duplicate) and <name>.summary.json."
        },
        footer = {
            "",
            "Formats: timit, agender, commonvoice, lagenda, imdb-clean, afew, voxceleb2, brave-masks, oragen-csv, folder.",
            "",
            "Examples:",
            "  corpus index --format voxceleb2 --root /data/VoxCeleb2 --output voxceleb2.parquet",
            "  corpus index --format folder --root /data/clips --output clips.parquet "
                    + "--pattern '(?<gender>[fm])_(?<age>\\d+)\\.mp4'",
            "  corpus index --format commonvoice --root hdfs:///cv-corpus-20.0 --output cv.parquet --strict"
        })
final class CorpusIndexCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--format", required = true, paramLabel = "NAME", description = "How the corpus is packed.")
    private String format = "";

    @Option(names = "--root", required = true, paramLabel = "URI", description = "Folder of the corpus.")
    private String root = "";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "MANIFEST",
            description = "Parquet table to write; replaced.")
    private String output = "";

    @Option(names = "--corpus", paramLabel = "NAME", description = "Name in the manifest; default that of the format.")
    private @Nullable String corpus;

    @Option(names = "--pattern", paramLabel = "REGEX", description = "For folder: named groups in the path are labels.")
    private @Nullable String pattern;

    @Option(names = "--strict", description = "A label line that cannot be used is an error.")
    private boolean strict;

    @Option(
            names = "--as-reference",
            description = "For voxceleb2: leave out the four clips that the authors of ORAGEN leave out.")
    private boolean asReference;

    @Override
    public Integer call() throws IOException {
        CorpusReader reader = CorpusReaders.named(
                format,
                new CorpusReaders.Options(pattern, asReference ? ReferenceClips.AS_REFERENCE : ReferenceClips.ALL));
        MalformedLines malformed = strict ? MalformedLines.REFUSED : MalformedLines.REPORTED;
        try (SparkSession spark = SparkSessions.open("oragen corpus index")) {
            print(new IndexCorpus(spark, new IndexOptions(reader, root, output, corpus, malformed)).execute());
        }
        return 0;
    }

    private void print(IndexSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: %d clips of %d speakers%s%n",
                summary.corpus(),
                summary.clips(),
                summary.speakers(),
                summary.clipsOfKnownLength() == 0
                        ? ""
                        : String.format(", %.1f hours in %d clips", summary.hours(), summary.clipsOfKnownLength()));
        line(out, "subset", summary.subsets());
        line(out, "gender", summary.genders());
        line(out, "age", summary.ages());
        line(out, "mask type", summary.maskTypes());
        line(out, "problems", summary.problems());
        if (summary.firstProblem() != null) {
            out.println("first malformed: " + summary.firstProblem());
        }
        out.println("manifest: " + output);
        out.flush();
    }

    private static void line(PrintWriter out, String name, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            out.printf(
                    "  %-10s %s%n",
                    name,
                    counts.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }
}
