package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and links that a file system allows: every file is predicted or rejected, once. */
final class OddNamesIT {
    /** The byte of an u with two dots in ISO 8859-1, which is no UTF-8. */
    private static final String NOT_UTF_8 = "m\\374ller.mp4";

    @TempDir
    private static Path folder;

    private static Path corpus;

    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void plant() throws IOException, InterruptedException {
        corpus = Files.createDirectories(folder.resolve("corpus"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
        for (String name : Stream.of("a/co:lon.mp4", "b/grün #1 50%.MP4", "stale.mp4", "../elsewhere/deep/far.mp4")
                .toList()) {
            Path clip = corpus.resolve(name).normalize();
            Files.createDirectories(clip.getParent());
            TestingCorpus.copy("silent.mp4", clip);
        }
        Files.writeString(corpus.resolve(".stale.mp4.crc"), "crc\0 of another file");
        for (String name : Stream.of("a.txt", "b.txt", "c.json", "README").toList()) {
            Files.writeString(corpus.resolve(name), "no clip");
        }
        link("dangling.mp4", "nowhere.mp4");
        link("labels.csv", "nowhere.csv");
        link("itself.mp4", "itself.mp4");
        link("round", ".");
        link("a/to_b", "../b");
        link("b/to_a", "../a");
        link("up", "../..");
        link("out", "../elsewhere");
        link("../elsewhere/deep/again", "..");
        Process bytes = new ProcessBuilder(
                        "sh",
                        "-c",
                        "cp stale.mp4 \"$(printf '" + NOT_UTF_8
                                + "')\" && mkdir \"$(printf 'd\\374')\" && cp stale.mp4 \"$(printf 'd\\374')/x.mp4\"")
                .directory(corpus.toFile())
                .inheritIO()
                .start();
        assertThat(bytes.waitFor()).isZero();
    }

    private static void link(String name, String target) throws IOException {
        Files.createSymbolicLink(corpus.resolve(name).normalize(), Path.of(target));
    }

    @Test
    void everyFileIsPredictedOrRejectedOnce() throws IOException {
        Path output = folder.resolve("labels");
        assertThat(TestingCommand.told("label", "--input", corpus, "--output", output))
                .contains("4 predicted, 4 rejected")
                .contains("skipped: *.crc 1, links to folders above or listed 5")
                .contains("5 files of other kinds were passed over: .txt 2, .csv 1, .json 1, no ending 1");
        assertThat(TestingCorpus.rows(output.resolve("predictions")))
                .containsOnlyKeys("a/co:lon.mp4", "b/grün #1 50%.MP4", "out/deep/far.mp4", "stale.mp4");
        Map<String, Row> rejects = TestingCorpus.rows(output.resolve("rejects"));
        Map<String, String> reasons = new TreeMap<>();
        rejects.forEach((clip, row) -> reasons.put(clip, row.getAs("reason")));
        assertThat(reasons)
                .isEqualTo(Map.of(
                        "dangling.mp4", "unreadable",
                        "itself.mp4", "unreadable",
                        "m\uFFFDller.mp4", "unreadable",
                        "d\uFFFD", "unreadable"));
        assertThat(rejects.get("m\uFFFDller.mp4").<String>getAs("remedy")).contains("its name is UTF-8");
    }

    @Test
    void aGlobFindsThemToo() {
        assertThat(TestingCommand.told(
                        "label", "--input", corpus + "/*.mp4", "--output", folder.resolve("none"), "--dry-run"))
                .contains(": 4 clips to do");
        assertThat(TestingCommand.told(
                        "label", "--input", corpus + "/{a,b}/*.[mM]*", "--output", folder.resolve("none"), "--dry-run"))
                .contains(": 2 clips to do");
        assertThat(TestingCommand.told(
                        "label", "--input", corpus + "/*/co:*", "--output", folder.resolve("none"), "--dry-run"))
                .as("the clip, and the folder that cannot be listed")
                .contains(": 2 clips to do");
    }

    @Test
    void aGlobGivesEachFileOnceAndLosesNone() throws IOException {
        Path linked = folder.resolve("linked");
        for (String name :
                Stream.of("a/1.mp4", "b/2.mp4", ".store/k/3.mp4", "5.mp4").toList()) {
            Files.createDirectories(linked.resolve(name).getParent());
            TestingCorpus.copy("silent.mp4", linked.resolve(name));
        }
        Files.createSymbolicLink(linked.resolve("a/to_b"), Path.of("../b"));
        Files.createSymbolicLink(linked.resolve("b/to_a"), Path.of("../a"));
        Files.createSymbolicLink(linked.resolve("clips"), Path.of(".store/k"));
        Files.createSymbolicLink(linked.resolve("latest"), Path.of("b"));
        Files.createSymbolicLink(linked.resolve("self"), Path.of("."));
        Path nowhere = Files.createSymbolicLink(linked.resolve("nowhere.mp4"), Path.of("none.mp4"));
        assertThat(TestingCommand.told(
                        "label", "--input", linked + "/*", "--output", folder.resolve("none"), "--dry-run"))
                .as("1, 2, 3 by its link, 5 and the link that leads nowhere")
                .contains(": 5 clips to do")
                .contains("links to folders above or listed 4");
        assertThat(TestingCommand.told("label", "--input", nowhere, "--output", folder.resolve("none"), "--dry-run"))
                .contains(": 1 clips to do");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/[", "/{a", "/a/[z-"})
    void anUnfinishedPatternIsTold(String pattern) {
        int code = TestingCommand.exitCode(errors, "label", "--input", corpus + pattern, "--output", "target/none");
        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("Illegal file pattern").contains("close the bracket or brace");
    }

    @Test
    void anIndexCountsThem() {
        assertThat(TestingCommand.told(
                        "corpus", "index", "--format", "folder", "--root", corpus, "--output", folder + "/m.parquet"))
                .contains("folder: 7 clips")
                .contains("first malformed line: labels.csv, line 0: cannot be opened")
                .contains("unreadable_folder 1")
                .contains("other kinds .txt 2, .json 1, no ending 1");
    }
}
