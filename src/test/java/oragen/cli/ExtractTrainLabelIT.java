package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.label.MaskType;
import oragen.run.FeatureTable;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command line: features of clips, a fusion that is trained on them, and labels by that fusion. */
final class ExtractTrainLabelIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private Path corpus;
    private Path bundle;

    @BeforeEach
    void plant() throws IOException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String clip : List.of("steady.mp4", "wide.mp4", "silent.mp4", "voice.wav")) {
            TestingCorpus.copy(clip, corpus.resolve(clip));
        }
        // Made up, so that every task has two classes.
        Files.writeString(
                corpus.resolve("manifest.csv"),
                "path,subset,gender,age,mask_type\nsteady.mp4,train,female,25,no_mask\nwide.mp4,dev,male,61,medical\n"
                        + "silent.mp4,train,male,50,medical\nvoice.wav,dev,female,33,no_mask\n");
        bundle = random("base", 1);
    }

    private Path random(String name, int seed) {
        Path random = folder.resolve(name);
        assertThat(run("model", "random", "--architecture", "tiny", "--seed", seed, "--output", random))
                .isZero();
        return random;
    }

    private int run(Object... arguments) {
        errors.getBuffer().setLength(0);
        return Main.run(
                new PrintWriter(errors, true),
                Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path extract(String name, Object... options) {
        Path features = folder.resolve(name);
        Stream<Object> common = Stream.of(
                "extract", "--input", corpus.resolve("manifest.csv"), "--output", features, "--bundle", bundle);
        assertThat(run(Stream.concat(common, Stream.of(options)).toArray()))
                .as("%s", errors)
                .isZero();
        return features;
    }

    private int train(Path features, Path output, Object... options) {
        Stream<Object> common = Stream.of(
                "train",
                "--features",
                features,
                "--validation",
                features,
                "--bundle",
                bundle,
                "--output",
                output,
                "--threads",
                1);
        return run(Stream.concat(common, Stream.of(options)).toArray());
    }

    private static List<BundleManifest.TrainingSet> learnt(Path trained) {
        BundleManifest.Training training = ModelBundle.open(trained).manifest().training();
        assertThat(training).isNotNull();
        return training.data();
    }

    /** Windows of a run's features, by a query. */
    private static long windows(Path features, String condition) throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read()
                    .parquet(features.resolve("features").toString())
                    .filter(condition)
                    .count();
        }
    }

    /** How many rows each row group of a run's features has. */
    private static List<Long> rowGroups(Path features) throws IOException {
        List<Long> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(features.resolve("features"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                try (ParquetFileReader reader = ParquetFileReader.open(
                        HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
                    reader.getRowGroups().forEach(group -> rows.add(group.getRowCount()));
                }
            }
        }
        return rows;
    }

    private static Path run(Path features) throws IOException {
        try (Stream<Path> runs = Files.list(features.resolve("features"))) {
            return runs.filter(run -> run.getFileName().toString().startsWith("run_key="))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whatWasExtractedIsLearntFromAndLabelsClips() throws IOException {
        Path features = extract("features", "--wave-clips", 2);
        Path mine = folder.resolve("mine");
        Object[] options = {
            "--subset", "train", "--validation-subset", "dev", "--tasks", "gender,age,mask", "--epochs", 2
        };
        assertThat(train(features, mine, options)).as("%s", errors).isZero();
        assertThat(learnt(mine))
                .extracting(BundleManifest.TrainingSet::windows)
                .containsExactly(windows(features, "subset = 'train'"), windows(features, "subset = 'dev'"));
        assertThat(learnt(mine)).extracting(BundleManifest.TrainingSet::clips).containsExactly(2L, 2L);
        assertThat(run("model", "verify", mine)).as("%s", errors).isZero();

        Path labels = folder.resolve("labels");
        assertThat(run("label", "--input", corpus, "--output", labels, "--bundle", mine))
                .as("%s", errors)
                .isZero();
        Map<String, Row> predictions = TestingCorpus.rows(labels.resolve("predictions"));
        assertThat(predictions).containsOnlyKeys("steady.mp4", "wide.mp4", "silent.mp4", "voice.wav");
        for (Row row : predictions.values()) {
            assertThat(row.<String>getAs("gender")).isIn("female", "male");
            assertThat(row.<Double>getAs("age")).isBetween(0.0, 100.0);
            assertThat(MaskType.fromLabel(row.getAs("mask_type"))).isNotNull();
            assertThat(row.<String>getAs("bundle_id")).isEqualTo("mine-1");
        }
    }

    @Test
    void eachPaintedMaskIsAClassToLearn() throws IOException {
        Path painted = extract("painted", "--occlude", "all", "--partitions", 1);
        List<Long> rows = rowGroups(painted);
        assertThat(rows).as("more than training reads at a place").hasSizeGreaterThan(1);
        assertThat(rows).allMatch(count -> count <= FeatureTable.ROW_GROUP);
        Path mine = folder.resolve("mine");
        assertThat(train(painted, mine, "--tasks", "mask", "--epochs", 1))
                .as("%s", errors)
                .isZero();
        assertThat(learnt(mine).get(0).windows()).isEqualTo(windows(painted, "true"));
        // Where no face is seen nothing was painted.
        assertThat(windows(painted, "occlusion = label_mask_type or visual_features is null"))
                .isEqualTo(windows(painted, "true"));
        // An untrained head cannot know all six; were the masks of a clip grouped, there would be one class to know.
        assertThat(ModelBundle.open(mine).manifest().training().metrics().get("mask_uar"))
                .isLessThan(0.5);
    }

    @Test
    void ofAChangedClipTheNewestFeaturesCountAndOfARejectedOneNone() throws IOException {
        Path features = extract("features");
        long first = windows(features, "true");
        long steady = windows(features, "clip_id = 'steady.mp4'");
        long silent = windows(features, "clip_id = 'silent.mp4'");
        Files.setLastModifiedTime(corpus.resolve("steady.mp4"), FileTime.fromMillis(1_000_000));
        Files.writeString(corpus.resolve("silent.mp4"), "no video any more");
        extract("features");
        assertThat(windows(features, "true")).isEqualTo(first + steady);
        Path mine = folder.resolve("mine");
        assertThat(train(features, mine, "--epochs", 1)).as("%s", errors).isZero();
        assertThat(learnt(mine).get(0).windows()).isEqualTo(first - silent);
    }

    @Test
    void featuresThatDoNotServeAreRefused() throws IOException {
        Path features = extract("features", "--limit", 1);
        Path mine = folder.resolve("mine");
        Path own = bundle;
        bundle = random("stranger", 2);
        assertThat(train(features, mine)).isEqualTo(2);
        assertThat(errors.toString())
                .contains("features of the bundle base-1 with checksum "
                        + ModelBundle.open(own).checksum())
                .contains("not of stranger-1 with " + ModelBundle.open(bundle).checksum());

        bundle = own;
        Path named = run(features);
        extract("features", "--limit", 1, "--modality", "audio");
        assertThat(train(features, mine)).isEqualTo(2);
        assertThat(errors.toString())
                .contains("contains features of 2 runs")
                .contains("choose one: ")
                .contains("features/run_key=");
        assertThat(train(named, mine)).as("one clip alone has one gender").isEqualTo(2);
        assertThat(errors.toString()).contains("every label_gender is the same");
        Path deaf = extract("heard", "--modality", "audio");
        assertThat(train(deaf, mine)).isEqualTo(2);
        assertThat(errors.toString()).contains("no visual_shape").contains("extract with --modality both");
        assertThat(mine).doesNotExist();
    }
}
