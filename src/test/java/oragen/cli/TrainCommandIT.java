package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oragen.bundle.ModelBundle;
import oragen.training.feature.TestingFeatures;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command line: features in, a bundle out, and that bundle labels. */
final class TrainCommandIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private Path bundle;
    private Path training;
    private Path validation;

    @BeforeEach
    void write() throws IOException {
        TestingFeatures features = TestingFeatures.ofNewBundle(folder.resolve("base"));
        bundle = features.bundle();
        training = features.write(folder.resolve("training"), 16, 1);
        validation = features.write(folder.resolve("validation"), 8, 2);
    }

    private int run(Object... arguments) {
        return Main.run(
                new PrintWriter(errors, true),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private int train(Path output, String... options) {
        Stream<Object> common = Stream.of(
                "train",
                "--features",
                training,
                "--validation",
                validation,
                "--bundle",
                bundle,
                "--output",
                output,
                "--threads",
                1);
        return run(Stream.concat(common, Stream.of(options)).toArray());
    }

    @Test
    void aTrainedBundleLabels() throws IOException {
        Path mine = folder.resolve("mine");
        assertThat(train(mine, "--tasks", "gender,age,mask", "--epochs", "2", "--learning-rate", "1e-3"))
                .as(errors.toString())
                .isZero();
        assertThat(run("model", "verify", mine)).as(errors.toString()).isZero();
        assertThat(run("model", "inspect", mine)).as(errors.toString()).isZero();
        String page = Files.readString(mine.resolve("training.html"));
        assertThat(page).contains("<svg").contains("validation age MAE, years");
        assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http");
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        TestingCorpus.copy("steady.mp4", corpus.resolve("steady.mp4"));
        Path labels = folder.resolve("labels");
        assertThat(run("label", "--input", corpus, "--output", labels, "--bundle", mine))
                .as(errors.toString())
                .isZero();
        try (SparkSession spark = SparkSessions.open("test")) {
            Row row = spark.read()
                    .parquet(labels.resolve("predictions").toString())
                    .select("gender", "age", "mask_type")
                    .head();
            assertThat(row.<Object>getAs("gender").toString()).isIn("female", "male");
            assertThat(row.<Double>getAs("age")).isBetween(0.0, 100.0);
            assertThat(row.<Object>getAs("mask_type")).isNotNull();
        }
        assertThat(ModelBundle.open(mine).manifest().training().options()).containsEntry("learning-rate", "0.001");
    }

    @Test
    void badOptionsAreToldWithTheRemedy() {
        Map<String, String[]> told = Map.of(
                "--batch: 1; use at least 2", new String[] {"--batch", "1"},
                "--train: sideways; use all, heads or new-heads", new String[] {"--train", "sideways"},
                "would freeze untrained parameters", new String[] {"--train", "heads"},
                "--learning-rate: 0.0; use a positive number", new String[] {"--learning-rate", "0"},
                "--video-dropout: 0.9", new String[] {"--video-dropout", "0.9"},
                "does not exist; check the path", new String[] {"--initial", "nowhere.pt"},
                "use it with --tasks mask",
                        new String[] {"--initial", "nowhere.pt", "--train", "new-heads", "--tasks", "age"});
        told.forEach((message, options) -> {
            errors.getBuffer().setLength(0);
            assertThat(train(folder.resolve("mine"), options)).as(message).isEqualTo(2);
            assertThat(errors.toString()).contains(message);
        });
        assertThat(folder.resolve("mine")).doesNotExist();
    }

    @Test
    void aProgramWithoutPyTorchNamesTheProfile() throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("pytorch"))
                .collect(Collectors.joining(File.pathSeparator));
        Path log = folder.resolve("log");
        List<String> arguments = List.of(
                Main.class.getName(),
                "train",
                "--features",
                training.toString(),
                "--validation",
                validation.toString(),
                "--bundle",
                bundle.toString(),
                "--output",
                folder.resolve("mine").toString());
        Process process = TestingProcess.start(classPath, log, Map.of(), arguments);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(2);
        assertThat(Files.readString(log)).contains("built without PyTorch").contains("mvn -Ptrain clean package");
    }
}
