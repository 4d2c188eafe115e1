package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oragen.media.DecodeOptions;
import oragen.media.TestingMedia;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelCommandIT {
    @TempDir
    private Path folder;

    private Path corpus() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus/with space"));
        TestingCorpus.copy("steady.mp4", corpus.resolve("steady ü #1.mp4"));
        TestingCorpus.copy("silent.mp4", corpus.resolve("silent.mp4"));
        TestingCorpus.copy("no face.mp4", corpus.resolve("no face.mp4"));
        Files.write(corpus.resolve("empty.mp4"), new byte[0]);
        Files.writeString(corpus.resolve("text.mp4"), "no video at all");
        Files.writeString(corpus.resolve("notes.txt"), "not listed");
        return folder.resolve("corpus");
    }

    private int label(Object... arguments) {
        return Main.run(Stream.concat(Stream.of("label"), Stream.of(arguments).map(Object::toString))
                .toArray(String[]::new));
    }

    /** What a command line that cannot be used is answered. */
    private static String error(Object... arguments) {
        StringWriter errors = new StringWriter();
        int exitCode = Main.run(
                new PrintWriter(errors, true),
                Stream.concat(Stream.of("label"), Stream.of(arguments).map(Object::toString))
                        .toArray(String[]::new));
        assertThat(exitCode).as("%s", errors).isEqualTo(2);
        return errors.toString();
    }

    private static long files(Path folder, String ending) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(ending)).count();
        }
    }

    @Test
    void labelsAFolderAndSaysWhatItCouldNotUse() throws IOException {
        Path output = folder.resolve("labels");
        assertThat(label("--input", corpus(), "--output", output, "--windows")).isZero();
        Map<String, Row> predictions = TestingCorpus.rows(output.resolve("predictions"));
        assertThat(predictions)
                .containsOnlyKeys("with space/no face.mp4", "with space/silent.mp4", "with space/steady ü #1.mp4");
        Row steady = predictions.get("with space/steady ü #1.mp4");
        assertThat(steady.<Double>getAs("gender_female_probability") + steady.<Double>getAs("gender_male_probability"))
                .isBetween(0.999, 1.001);
        assertThat(steady.<Double>getAs("age")).isBetween(15.0, 70.0);
        assertThat(steady.<String>getAs("mask_type")).isEqualTo("no_mask");
        Row heard = predictions.get("with space/no face.mp4");
        assertThat(heard.<String>getAs("gender")).as("from the voice alone").isNotNull();
        assertThat(heard.<Double>getAs("age")).as("not learned from voices").isNull();
        assertThat(heard.<String>getAs("mask_type")).isNull();
        assertThat(steady.<Integer>getAs("window_count")).isEqualTo(3);
        assertThat(predictions.get("with space/silent.mp4").<Boolean>getAs("has_audio"))
                .isFalse();
        Map<String, Row> rejects = TestingCorpus.rows(output.resolve("rejects"));
        assertThat(rejects.get("with space/empty.mp4").<String>getAs("reason")).isEqualTo("empty_file");
        assertThat(rejects.get("with space/text.mp4").<String>getAs("reason")).isEqualTo("corrupt");
        assertThat(TestingCorpus.rows(output.resolve("windows"))).hasSize(3);
        assertThat(files(output.resolve("runs"), ".json")).isEqualTo(1);
    }

    @Test
    void aSecondRunSkipsWhatIsDoneAndAnotherProtocolLiesBeside() throws IOException {
        Path output = folder.resolve("labels");
        Path corpus = corpus();
        assertThat(label("--input", corpus, "--output", output, "--limit", 1)).isZero();
        assertThat(label("--input", corpus, "--output", output)).isZero();
        assertThat(label("--input", corpus, "--output", output)).isZero();
        assertThat(TestingCorpus.rows(output.resolve("predictions"))).hasSize(3);
        assertThat(files(output.resolve("predictions"), ".parquet"))
                .isEqualTo(2); // two waves, the third run had nothing
        assertThat(label("--input", corpus, "--output", output, "--protocol", "paper"))
                .isZero();
        assertThat(files(output.resolve("runs"), ".json")).isEqualTo(2);
        assertThat(label("--input", corpus, "--output", output, "--overwrite")).isZero();
        assertThat(files(output.resolve("runs"), ".json")).isEqualTo(2);
    }

    @Test
    void precisionsLieBesideEachOtherAndAgree() throws IOException {
        Path corpus = corpus();
        Path output = folder.resolve("labels");
        List<Double> ages = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String precision : List.of("fp32", "int8")) {
            assertThat(label("--input", corpus, "--output", output, "--precision", precision))
                    .isZero();
            try (Stream<Path> runs = Files.list(output.resolve("runs"))) {
                Path record = runs.filter(file -> file.toString().endsWith(".json"))
                        .filter(file -> !keys.contains(file.getFileName().toString()))
                        .findFirst()
                        .orElseThrow();
                String key = record.getFileName().toString();
                keys.add(key);
                assertThat(Files.readString(record)).containsPattern("\"precision\"\\s*:\\s*\"" + precision);
                Path predictions = output.resolve("predictions/run_key=" + key.replace(".json", ""));
                Row steady = TestingCorpus.rows(predictions).get("with space/steady ü #1.mp4");
                ages.add(steady.<Double>getAs("age"));
            }
        }
        assertThat(ages.get(1)).isCloseTo(ages.get(0), within(0.5)).isNotEqualTo(ages.get(0));
    }

    @Test
    void aManifestBringsLabelsAndItsDuplicatesAreRejected() throws IOException {
        Path corpus = corpus();
        Path manifest = folder.resolve("corpus/manifest.csv");
        Files.writeString(
                manifest,
                "path,speaker,gender,age,site\nwith space/silent.mp4,s1,female,41,lab\nwith space/silent.mp4,s1,female,41,lab\n"
                        + "with space/missing.mp4,s2,male,,\n");
        Path output = folder.resolve("labels");
        assertThat(label("--input", manifest, "--output", output)).isZero();
        Row row = TestingCorpus.rows(output.resolve("predictions")).get("with space/silent.mp4");
        assertThat(row.<String>getAs("label_gender")).isEqualTo("female");
        assertThat(row.<Double>getAs("label_age")).isEqualTo(41);
        assertThat(row.<String>getAs("label_site")).isEqualTo("lab");
        assertThat(TestingCorpus.rows(output.resolve("rejects")).values())
                .extracting(reject -> reject.<String>getAs("reason"))
                .containsExactlyInAnyOrder("duplicate", "unreadable");
        assertThat(corpus).exists();
    }

    @Test
    void whatCannotBeUsedIsAnInputError() throws IOException {
        Path corpus = corpus();
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.txt"), "mine");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path output = folder.resolve("a");
        assertThat(error("--input", corpus, "--output", foreign))
                .contains("contains thesis.txt, which oragen did not create; use an empty folder or the output of");
        assertThat(error("--input", empty, "--output", output)).contains("no media file found; use files, folders");
        assertThat(error("--input", folder.resolve("nowhere"), "--output", output))
                .contains("nowhere: does not exist; check the path");
        assertThat(error("--input", corpus, "--output", output, "--bundle", empty))
                .contains("manifest.json cannot be read", "use the folder of a complete bundle");
        assertThat(error("--input", "abfs://clips@account.dfs.core.windows.net/a", "--output", output))
                .contains("or add the Hadoop module for this file system");
        assertThat(error("--input", corpus, "--output", "nosuch://labels"))
                .contains("or add the Hadoop module for this file system");
        assertThat(error("--input", corpus, "--output", output, "--raw-audio", "mp3:1"))
                .contains("--raw-audio: mp3:1; use a format such as s16le:8000");
        assertThat(error("--input", corpus, "--output", output, "--changed-by", "mood"))
                .contains("--changed-by: mood; use time or hash");
        assertThat(error("--input", corpus, "--output", output, "--retry-rejects", "boredom"))
                .contains("\"boredom\" is not a reject reason; use all, or any of ");
        assertThat(error("--input", corpus, "--output", output, "--clip-time-limit", 0))
                .contains("--clip-time-limit: 0; use at least 1 second");
        assertThat(foreign.resolve("thesis.txt")).hasContent("mine");
        assertThat(error("--input", corpus, "--output", output, "--unknown"))
                .contains("--unknown is no option of oragen label");
    }

    @Test
    void aDamagedBundleIsRefusedAndItsRepairedCopyIsNot() throws IOException {
        Path bundle = Files.createDirectories(folder.resolve("bundle"));
        try (Stream<Path> files = Files.list(Path.of("models/compact"))) {
            for (Path file : files.toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        // A manifest of its own, so that no cached copy of another run serves it.
        Path manifest = bundle.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("(\"description\"\\s*:\\s*\")", "$1" + folder.getFileName()));
        byte[] network = Files.readAllBytes(bundle.resolve("fusion.onnx"));
        Files.write(bundle.resolve("fusion.onnx"), new byte[] {1, 2, 3});
        Object[] arguments = {"--input", corpus(), "--output", folder.resolve("a"), "--bundle", bundle, "--dry-run"};
        assertThat(label(arguments)).isEqualTo(2);
        Files.write(bundle.resolve("fusion.onnx"), network);
        assertThat(label(arguments)).isZero();
    }

    @Test
    void anUnreadableFileIsRejectedAndTheOthersAreLabelled() throws IOException {
        Path corpus = corpus();
        System.setProperty("spark.hadoop.fs.denied.impl", TestingDeniedFileSystem.class.getName());
        try {
            Path output = folder.resolve("labels");
            String denied = "denied://" + corpus.resolve("with space/silent.mp4");
            assertThat(label("--input", corpus, "--input", denied, "--output", output))
                    .isZero();
            assertThat(TestingCorpus.rows(output.resolve("predictions"))).hasSize(3);
            Row reject = TestingCorpus.rows(output.resolve("rejects")).get("silent.mp4");
            assertThat(reject.<String>getAs("reason")).isEqualTo("unreadable");
            assertThat(reject.<String>getAs("message")).contains("Permission denied");
            assertThat(reject.<String>getAs("remedy")).contains("permissions");
        } finally {
            System.clearProperty("spark.hadoop.fs.denied.impl");
        }
    }

    @Test
    void aClipThatTakesTooMuchMemoryIsRejectedAndASampleThatIsNoNumberIsSilence() throws Exception {
        Path corpus = Files.createDirectories(folder.resolve("odd"));
        Files.write(corpus.resolve("nan.wav"), voiceWithOneNan());
        TestingCorpus.copy("silent.mp4", corpus.resolve("memory.mp4"));
        System.setProperty("spark.hadoop.fs.poison.impl", TestingPoisonFileSystem.class.getName());
        try {
            Path output = folder.resolve("labels");
            assertThat(label("--input", "poison://" + corpus, "--output", output))
                    .isZero();
            Row heard = TestingCorpus.rows(output.resolve("predictions")).get("nan.wav");
            assertThat(heard.<String>getAs("gender")).isNotNull();
            assertThat(heard.getList(heard.fieldIndex("warnings"))).contains("invalid_samples");
            Row reject = TestingCorpus.rows(output.resolve("rejects")).get("memory.mp4");
            assertThat(reject.<String>getAs("reason")).isEqualTo("crashed");
            assertThat(reject.<String>getAs("message"))
                    .contains("ran out of memory")
                    .contains("Java heap space");
        } finally {
            System.clearProperty("spark.hadoop.fs.poison.impl");
        }
    }

    /** The demo's voice as 32-bit floats, one of them not a number. */
    private static byte[] voiceWithOneNan() throws Exception {
        float[] samples = TestingMedia.decode(
                        TestingMedia.resource("/demo/voice.wav"), "voice.wav", DecodeOptions.WHOLE_FILE)
                .waveform();
        samples[samples.length / 2] = Float.NaN;
        return TestingMedia.floatWav(samples, 1);
    }

    @Test
    void clipsOfAThirdOfASecondAndOfOnePixelAreToldApartFromGoodOnes() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("odd"));
        Files.write(corpus.resolve("pixel.mkv"), TestingMedia.resource("/media/pixel.mkv"));
        Files.write(corpus.resolve("variable.mkv"), TestingMedia.resource("/media/variable.mkv"));
        Path manifest = corpus.resolve("manifest.csv");
        TestingCorpus.copy("steady.mp4", corpus.resolve("steady.mp4"));
        Files.writeString(
                manifest,
                "path,start_second,end_second,face_box\nsteady.mp4,1,1.3,\nsteady.mp4,2,4,\"100,20,200,120\"\n"
                        + "pixel.mkv,,,\nvariable.mkv,,,\nsteady.mp4,90,91,\n");
        Path output = folder.resolve("labels");
        assertThat(label("--input", manifest, "--output", output)).isZero();
        Map<String, Row> predictions = TestingCorpus.rows(output.resolve("predictions"));
        assertThat(predictions)
                .containsOnlyKeys(
                        "steady.mp4#start=1.0&end=1.3", "steady.mp4#start=2.0&end=4.0&face=100.0,20.0,200.0,120.0");
        assertThat(predictions.get("steady.mp4#start=1.0&end=1.3").<Double>getAs("duration_seconds"))
                .isCloseTo(0.3, within(1e-9));
        Map<String, Row> rejects = TestingCorpus.rows(output.resolve("rejects"));
        assertThat(rejects.get("pixel.mkv").<String>getAs("reason")).isEqualTo("no_usable_modality");
        assertThat(rejects.get("variable.mkv").<String>getAs("reason")).isEqualTo("no_usable_modality");
        assertThat(rejects.get("steady.mp4#start=90.0&end=91.0").<String>getAs("reason"))
                .isEqualTo("empty_range");
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        Path output = folder.resolve("labels");
        assertThat(label("--input", corpus(), "--output", output, "--dry-run")).isZero();
        assertThat(output).doesNotExist();
    }

    @Test
    void theDemoLabelsItsCorpus() throws IOException {
        Path output = folder.resolve("demo");
        assertThat(Main.run("demo", "--output", output.toString())).isZero();
        assertThat(TestingCorpus.rows(output.resolve("labels/predictions"))).hasSize(10);
        assertThat(TestingCorpus.rows(output.resolve("labels/rejects"))).containsOnlyKeys("broken.mp4");
    }
}
