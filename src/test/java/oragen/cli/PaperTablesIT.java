package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oragen.bundle.BundleManifest;
import oragen.bundle.ModelBundle;
import oragen.label.MaskType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page that leads to the paper's tables, on two small corpora in their publishers' layouts. */
final class PaperTablesIT {
    static final Path PAGE = Path.of("src/site/markdown/paper.md");
    private static final Pattern COMMAND = Pattern.compile("^target/oragen (.+)$", Pattern.MULTILINE);
    private static final String STUDY = "output/study";

    @TempDir
    private Path folder;

    private final StringWriter printed = new StringWriter();

    /** Two speakers to learn from, and two to be tested on; what is published has no development set. */
    @BeforeEach
    void plantVoxCeleb2() throws IOException {
        new CorpusTree(folder.resolve("VoxCeleb2"))
                .demo("dev/mp4/id00012/aaaaaaaaaaa/00001.mp4", "steady.mp4")
                .demo("dev/mp4/id00013/bbbbbbbbbbb/00001.mp4", "wide.mp4")
                .demo("test/mp4/id00017/ccccccccccc/00001.mp4", "steady.mp4")
                .demo("test/mp4/id00018/ddddddddddd/00001.mp4", "zoom.mp4")
                .text(
                        "vox2_meta.csv",
                        "VoxCeleb2 ID \tVGGFace2 ID \tGender \tSet ",
                        "id00012 \tn000012 \tf \tdev ",
                        "id00013 \tn000013 \tm \tdev ",
                        "id00017 \tn000017 \tm \ttest ",
                        "id00018 \tn000018 \tf \ttest ")
                .text(
                        "final_dataframe_extended.csv",
                        ",Name,VoxCeleb_ID,video_id,gender,speaker_age",
                        "0,Ann,id00012,aaaaaaaaaaa,female,41",
                        "1,Ben,id00013,bbbbbbbbbbb,male,29",
                        "2,Cal,id00017,ccccccccccc,male,63",
                        "3,Dea,id00018,ddddddddddd,female,35");
    }

    /** A clip of each mask type to be tested on; of these the shield's has sound and no face. */
    @BeforeEach
    void plantBraveMasks() throws IOException {
        CorpusTree tree = new CorpusTree(folder.resolve("BRAVE-MASKS"));
        List<String> labels =
                new ArrayList<>(List.of("audio_file_path,image_file_path,gender,age,subset,mask_type,speaker"));
        for (String subset : List.of("train", "devel", "test")) {
            for (MaskType mask : MaskType.values()) {
                if (subset.equals("test") || mask.ordinal() < 2) {
                    String clip = subset + "/" + mask.label() + ".mp4";
                    tree.demo(clip, mask == MaskType.FACE_SHIELD ? "no face.mp4" : "steady.mp4");
                    labels.add(String.join(
                            ",",
                            clip,
                            clip,
                            mask.ordinal() % 2 == 0 ? "female" : "male",
                            Integer.toString(20 + 8 * mask.ordinal()),
                            subset,
                            mask.label(),
                            "speaker " + mask.ordinal() + " of " + subset));
                }
            }
        }
        tree.text("labels.csv", labels.toArray(String[]::new));
    }

    /** What a user changes, and a small network for the authors' checkpoints, which are not ours to store. */
    private List<String> commands() throws IOException {
        String page = Files.readString(PAGE)
                .replaceAll("model import .*--output", "model random --architecture tiny --output")
                .replace("/data/VoxCeleb2", folder.resolve("VoxCeleb2").toString())
                .replace("/data/BRAVE-MASKS", folder.resolve("BRAVE-MASKS").toString())
                .replace(STUDY, folder.resolve(STUDY).toString())
                .replace("--preset repository", "--preset repository --epochs 2 --batch 4 --threads 1")
                .replace("--format markdown,latex", "--format markdown,latex --resamples 100");
        return COMMAND.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void thePageLeadsFromTheCorporaToTheTables() throws IOException {
        List<String> commands = commands();
        assertThat(commands).hasSize(7);
        for (String command : commands) {
            printed.append(command).append('\n');
            assertThat(Main.run(new PrintWriter(printed, true), command.split(" ")))
                    .as("%s", printed)
                    .isZero();
        }
        Path study = folder.resolve(STUDY);
        BundleManifest.Training training =
                ModelBundle.open(study.resolve("fusion")).manifest().training();
        assertThat(training.data())
                .extracting(BundleManifest.TrainingSet::clips)
                .as("two of each corpus, and those of BRAVE-MASKS alone")
                .containsExactly(4L, 2L);
        assertThat(Files.readString(study.resolve("fusion/README.md"))).contains("batches with several corpora ");

        assertThat(TestingCorpus.rows(study.resolve("labels/predictions")))
                .as("the test sets alone")
                .hasSize(8);

        List<Path> runs;
        try (Stream<Path> tables = Files.list(study.resolve("evaluation/tables"))) {
            runs = tables.filter(folder -> !folder.endsWith("modalities"))
                    .sorted()
                    .toList();
        }
        assertThat(runs)
                .extracting(run -> run.getFileName().toString())
                .as("both modalities, and each alone")
                .containsExactly("audio", "both", "visual");
        assertThat(figures(Files.readString(study.resolve(
                        "evaluation/tables/modalities/02-beside-the-paper-by-modality-on-the-subset-test.md"))))
                .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                .contains("voxceleb2 both 99.51", "brave-masks both 96.63");
        Set<String> whole = new HashSet<>();
        for (Path run : runs) {
            String masks = Files.readString(run.resolve("01-beside-the-paper-by-mask-type.md"));
            assertThat(masks).contains("this run, imputed", "| brave-masks | FFP2/FFP3 | 98.02 |", " 10.44 |");
            assertThat(figures(masks)).as(masks).hasSize(6);
            String modalities = Files.readString(run.resolve("02-beside-the-paper-by-modality.md"));
            assertThat(modalities).contains("| voxceleb2 | voice and face | 99.51 |", " 7.52 |");
            figures(modalities).stream()
                    .filter(row -> row.get(1).equals("voice and face"))
                    .forEach(row -> {
                        assertThat(row).as(modalities).doesNotContain("–");
                        whole.add(row.get(0) + row.get(6));
                    });
            assertThat(run.resolve("02-beside-the-paper-by-modality.tex")).isNotEmptyFile();
        }
        assertThat(whole).as("errors of age by corpus and modality").hasSize(6);
    }

    @Test
    void aSubsetThatNoClipIsOfIsNotLabelledInSilence() throws IOException {
        Path manifest = Files.writeString(folder.resolve("clips.csv"), "path,subset\na.mp4,train\n");
        String output = folder.resolve("labels").toString();
        assertThat(Main.run(
                        new PrintWriter(printed, true),
                        "label",
                        "--input",
                        manifest.toString(),
                        "--output",
                        output,
                        "--subset",
                        "valid,test"))
                .isEqualTo(2);
        assertThat(printed.toString())
                .contains("--subset test,valid: no clip of ")
                .contains("is of it; check how the column subset of the manifest spells it");
    }

    /** The cells of a table's rows, without its head. */
    private static List<List<String>> figures(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("| brave-masks") || line.startsWith("| voxceleb2"))
                .map(line -> Stream.of(line.substring(2).split("\\| "))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
