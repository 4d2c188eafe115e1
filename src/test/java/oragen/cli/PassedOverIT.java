package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names may begin with an underscore, a hyphen or a dot: few are passed over, and these are counted. */
final class PassedOverIT {
    private static final String COUNTED = "skipped: *.crc 1, ._* 1, _SUCCESS 1, _delta_log 1, _metadata 1, "
            + "_temporary 1, hidden folders 2, outputs of oragen 1";
    private static final List<String> CLIPS = List.of("-b/c.mp4", ".dot.mp4", "_a.mp4", "_id/_d.mp4", "runs/e.mp4");

    @TempDir
    private static Path folder;

    private static Path corpus;

    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void plant() throws IOException {
        corpus = folder.resolve("corpus");
        for (String clip : Stream.concat(
                        CLIPS.stream(),
                        Stream.of("._a.mp4", ".git/x.mp4", "_id/.Trash/x.mp4", "_temporary/x.mp4", "_delta_log/x.mp4"))
                .toList()) {
            Files.createDirectories(corpus.resolve(clip).getParent());
            TestingCorpus.copy("silent.mp4", corpus.resolve(clip));
        }
        for (String file : List.of("_SUCCESS", "-b/a.crc", "-b/_metadata", "runs/other.json")) {
            Files.writeString(corpus.resolve(file), "{\"of\": \"somebody else\"}");
        }
        String clip = corpus.resolve("_a.mp4").toString();
        assertThat(Main.run(
                        "label",
                        "--input",
                        clip,
                        "--output",
                        corpus.resolve("labels").toString()))
                .isZero();
    }

    @Test
    void clipsOfAFolderMayBeCalledAnything() throws IOException {
        Path output = folder.resolve("labels");
        assertThat(TestingCommand.told("label", "--input", corpus, "--output", output))
                .contains(COUNTED);
        assertThat(TestingCorpus.rows(output.resolve("predictions")).keySet())
                .containsExactlyInAnyOrderElementsOf(CLIPS);
    }

    @Test
    void whatAGlobMatchesIsPassedOverByTheSameNames() {
        Path output = folder.resolve("planned");
        assertThat(TestingCommand.told("label", "--input", corpus + "/*", "--output", output, "--dry-run"))
                .contains(": 5 clips to do")
                .contains(COUNTED);
        assertThat(TestingCommand.told("extract", "--input", corpus + "/*/[cx].mp4", "--output", output, "--dry-run"))
                .contains(": 1 clips to do")
                .contains("skipped: _delta_log 1, _temporary 1, hidden folders 1");
    }

    @Test
    void aManifestNamesWhateverItNames() throws IOException {
        Path manifest = folder.resolve("manifest.csv");
        Files.writeString(manifest, "path\ncorpus/_a.mp4\ncorpus/-b/c.mp4\ncorpus/._a.mp4\n");
        Path output = folder.resolve("manifested");
        assertThat(TestingCommand.told("label", "--input", manifest, "--output", output, "--dry-run"))
                .contains(": 3 clips to do")
                .doesNotContain("skipped");
        Path hidden = Files.copy(manifest, folder.resolve("_manifest.parquet"));
        assertThat(TestingCommand.exitCode(errors, "label", "--input", hidden, "--output", output, "--dry-run"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("Spark ignores tables whose names begin with _; rename the manifest");
    }

    @Test
    void anIndexListsTheSameClips() throws IOException {
        Path manifest = folder.resolve("clips.parquet");
        assertThat(TestingCommand.told("corpus", "index", "--format", "folder", "--root", corpus, "--output", manifest))
                .contains(COUNTED.replace("skipped: ", "skipped     "));
        assertThat(TestingCorpus.rows(manifest).keySet()).containsExactlyInAnyOrderElementsOf(CLIPS);
        assertThat(folder.resolve("clips.summary.json"))
                .content()
                .contains("\"passedOver\"")
                .contains("\"outputs of oragen\" : 1");
    }
}
