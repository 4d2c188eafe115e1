package oragen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import oragen.corpus.format.CorpusReader;
import oragen.corpus.format.CorpusReaders;
import oragen.corpus.format.CorpusReaders.FolderOptions;
import oragen.corpus.format.CorpusReaders.ReferenceClips;
import oragen.corpus.format.SpeakerTableReader;
import oragen.spark.index.IndexCorpus;
import oragen.spark.index.IndexOptions;
import oragen.spark.index.IndexOptions.MalformedLines;
import oragen.spark.index.IndexOptions.Speakers;
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
            "Also writes <name>.problems.parquet (missing, ambiguous, unlabelled, malformed, duplicate) and <name>.summary.json.",
            "Hidden folders, ._*, *.crc, table metadata and outputs of label are skipped and counted."
        },
        footer = {
            "",
            "Formats: timit, agender, commonvoice, lagenda, imdb-clean, afew, voxceleb2, brave-masks, oragen-csv, folder.",
            "",
            "FairFace, UTKFace, CREMA-D and RAVDESS are folders:",
            "  corpus index --format folder --root fairface --output fairface.parquet --path-column file "
                    + "--pattern '^(?<subset>train|val)/'",
            "  corpus index --format folder --root UTKFace --output utkface.parquet "
                    + "--pattern '(^|/)(?<age>\\d+)_(?<gender>[01])_' --gender-values 0=male,1=female",
            "  corpus index --format folder --root CREMA-D --output crema-d.parquet "
                    + "--pattern '(^|/)(?<speaker>\\d{4})_[^/]+$' --speakers CREMA-D/VideoDemographics.csv",
            "  corpus index --format folder --root RAVDESS --output ravdess.parquet "
                    + "--pattern '-(?<speaker>\\d(?<gender>\\d))\\.(mp4|wav)$' --gender-values "
                    + "1=male,3=male,5=male,7=male,9=male,0=female,2=female,4=female,6=female,8=female",
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

    @Option(
            names = "--format",
            required = true,
            paramLabel = "NAME",
            description = "Format of the corpus; --help lists them.")
    private String format = "";

    @Option(
            names = "--root",
            converter = LocationText.class,
            required = true,
            paramLabel = "URI",
            description = "Root folder of the corpus.")
    private String root = "";

    @Option(
            names = "--output",
            converter = LocationText.class,
            required = true,
            paramLabel = "MANIFEST",
            description = "Parquet manifest to write; replaced if it exists.")
    private String output = "";

    @Option(
            names = "--corpus",
            paramLabel = "NAME",
            description = "Corpus name in the manifest (default: that of the format).")
    private @Nullable String corpus;

    @Option(
            names = "--pattern",
            paramLabel = "REGEX",
            description = "With --format folder: regular expression whose named groups, matched against the path, are "
                    + "the labels.")
    private @Nullable String pattern;

    @Option(
            names = "--path-column",
            paramLabel = "NAME",
            description = "With --format folder: column of the CSV files that names the media file (default: path).")
    private @Nullable String pathColumn;

    @Option(
            names = "--gender-values",
            paramLabel = "CODE=GENDER,...",
            description = "With --format folder: how the labels write the gender, for example 0=male,1=female.")
    private @Nullable String genderValues;

    @Option(
            names = "--speakers",
            converter = LocationText.class,
            paramLabel = "FILE",
            description =
                    "With --format folder: table of speakers (CSV), joined on its column speaker or its first one.")
    private @Nullable String speakers;

    @Option(names = "--strict", description = "Fail on the first label line that cannot be used.")
    private boolean strict;

    @Option(
            names = "--as-reference",
            description =
                    "With --format voxceleb2: leave out the four clips that the authors of ORAGEN leave out, and label "
                            + "the others no_mask, as they do.")
    private boolean asReference;

    @Override
    public Integer call() throws IOException {
        FolderOptions folder = new FolderOptions(pattern, pathColumn, genderValues, speakers);
        CorpusReader reader = CorpusReaders.named(
                format,
                new CorpusReaders.Options(folder, asReference ? ReferenceClips.AS_REFERENCE : ReferenceClips.ALL));
        Speakers table = speakers == null ? null : new Speakers(speakers, new SpeakerTableReader(folder.genderCodes()));
        MalformedLines malformed = strict ? MalformedLines.REFUSED : MalformedLines.REPORTED;
        IndexOptions options = new IndexOptions(reader, root, output, table, corpus, malformed);
        try (SparkSession spark = SparkSessions.open("oragen corpus index");
                StepProgress progress =
                        new StepProgress(spark, spec.commandLine().getErr())) {
            IndexSummary summary = new IndexCorpus(spark, options, progress).execute();
            progress.close();
            print(reader, summary);
        }
        return 0;
    }

    private void print(CorpusReader reader, IndexSummary summary) {
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
        line(out, "skipped", summary.passedOver());
        line(out, "other kinds", summary.otherKinds());
        if (labelled(summary.genders()) + labelled(summary.ages()) + labelled(summary.maskTypes()) == 0) {
            out.println("no clip has a gender, an age or a mask type: expected is " + reader.layout());
        }
        if (summary.firstProblem() != null) {
            out.println("first malformed line: " + summary.firstProblem());
        }
        out.println("manifest: " + output);
        out.flush();
    }

    private static long labelled(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("unknown"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void line(PrintWriter out, String name, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            out.printf("  %-11s %s%n", name, SummaryPrinter.told(counts));
        }
    }
}
