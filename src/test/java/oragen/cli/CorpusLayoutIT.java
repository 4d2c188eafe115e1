package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels and media that lie apart, through {@code corpus index}; the media are empty, as nothing decodes them. */
final class CorpusLayoutIT {
    private static final String FACES = "img_name,age,gender,face_x0,face_y0,face_x1,face_y1";

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private CorpusTree tree;

    @BeforeEach
    void plant() {
        tree = new CorpusTree(folder.resolve("corpus"));
    }

    private void files(String... paths) throws IOException {
        for (String path : paths) {
            tree.bytes(path, new byte[] {0});
        }
    }

    private int run(String format, String... options) {
        List<String> arguments = new ArrayList<>(List.of("corpus", "index", "--format", format));
        arguments.addAll(List.of("--root", tree.root().toString()));
        arguments.addAll(List.of("--output", folder.resolve("m.parquet").toString()));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(errors, true), arguments.toArray(String[]::new));
    }

    /** {@code subset gender age} by clip. */
    private Map<String, String> index(String format, String... options) throws IOException {
        assertThat(run(format, options)).as("%s", errors).isZero();
        Map<String, String> told = new TreeMap<>();
        TestingCorpus.rows(folder.resolve("m.parquet"))
                .forEach((clip, row) -> told.put(
                        clip,
                        row.<String>getAs("subset") + " " + row.<String>getAs("gender") + " "
                                + row.<Double>getAs("age")));
        return told;
    }

    private List<String> problems() throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark.read().parquet(folder.resolve("m.problems.parquet").toString()).collectAsList().stream()
                    .map(row ->
                            row.getString(0) + " " + row.getString(1) + ":" + row.getLong(2) + " " + row.getString(3))
                    .toList();
        }
    }

    @Test
    void labelsGoToThePictureThatSharesMostOfThePath() throws IOException {
        files("images/train/1.jpg", "images/val/1.jpg", "copy/val/2.jpg", "images/val/2.jpg", "images/only.jpg");
        tree.text("annotations/x_train_annotations.csv", FACES, "train/1.jpg,50;59,M,1,1,20,20", "train/9.jpg,1,M,,,,")
                .text(
                        "annotations/x_val_annotations.csv",
                        FACES,
                        "val/1.jpg,3;9,F,-1,-1,-1,-1",
                        "val/2.jpg,30,F,-1,-1,-1,-1",
                        "somewhere/else/only.jpg,40,F,-1,-1,-1,-1");
        assertThat(index("lagenda"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "images/train/1.jpg#face=1.0,1.0,20.0,20.0", "train male 54.5",
                        "images/val/1.jpg", "dev female 6.0",
                        "images/only.jpg", "dev female 40.0"));
        assertThat(problems())
                .contains(
                        "ambiguous annotations/x_val_annotations.csv:3 val/2.jpg may be any of 2 files; "
                                + "give more of its path",
                        "missing_file annotations/x_train_annotations.csv:3 train/9.jpg is labelled but missing");
    }

    @Test
    void aPartOfThePathIsNotEnoughForAFileThatAnotherLabelMeans() throws IOException {
        files("images/val/1.jpg");
        tree.text("a_val.csv", FACES, "val/1.jpg,30,F,-1,-1,-1,-1")
                .text("a_train.csv", FACES, "train/1.jpg,60,M,-1,-1,-1,-1");
        assertThat(index("lagenda")).containsExactly(Map.entry("images/val/1.jpg", "dev female 30.0"));
        assertThat(problems()).containsExactly("missing_file a_train.csv:2 train/1.jpg is labelled but missing");
    }

    @Test
    void labelsOfAuthorsMayLieApartFromConvertedSoundAndItsFrames() throws IOException {
        files("VoxCeleb2/dev/aac/id1/v1/00001.wav", "VoxCeleb2/dev/mp4/id1/v1/00001__s001.jpg");
        tree.text(
                "metadata/labels/labels.csv",
                "audio_file_path,image_file_path,gender,age,subset",
                "dev/aac/id1/v1/00001.m4a,dev/mp4/id1/v1/00001__s001.jpg,male,30,dev");
        String clip = "VoxCeleb2/dev/aac/id1/v1/00001.wav#channel=c";
        assertThat(index("oragen-csv")).containsExactly(Map.entry(clip, "dev male 30.0"));
        assertThat(TestingCorpus.rows(folder.resolve("m.parquet")).get(clip).<String>getAs("frames"))
                .isEqualTo("VoxCeleb2/dev/mp4/id1/v1/00001__s");
        assertThat(problems()).isEmpty();
    }

    @Test
    void convertedSoundHasTheLabelsOfTheRaw() throws IOException {
        files("wav/1001/1/a01.wav", "wav/1002/1/a01.wav");
        tree.text("lists/trainSampleList_train.txt", "1001/1/a01.raw 1 1001 35 f 5", "1002/1/a01.raw 1 1002 60 m 6");
        assertThat(index("agender"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("wav/1001/1/a01.wav", "train female 35.0", "wav/1002/1/a01.wav", "train male 60.0"));
    }

    @Test
    void theLargerPicturesOfImdbCleanHaveBoxesOfTheirOwn() throws IOException {
        files("imdb/38/nm1_a.jpg", "imdb-clean-1024/38/nm1_a.jpg", "imdb-clean-1024-visualisation/38/nm1_a.jpg");
        String header = "filename,age,gender,x_min,y_min,x_max,y_max";
        tree.text("csvs/imdb_train_new.csv", header, "38/nm1_a.jpg,20,M,1,2,3,4")
                .text("csvs/imdb_train_new_1024.csv", header, "38/nm1_a.jpg,20,M,10,20,30,40");
        assertThat(index("imdb-clean"))
                .containsOnlyKeys(
                        "imdb/38/nm1_a.jpg#face=1.0,2.0,3.0,4.0",
                        "imdb-clean-1024/38/nm1_a.jpg#face=10.0,20.0,30.0,40.0");
        assertThat(problems()).isEmpty();
    }

    @Test
    void speakersAreJoinedFromATable() throws IOException {
        files("AudioWAV/1001_DFA.wav", "AudioWAV/1002_DFA.wav");
        tree.text("VideoDemographics.csv", "ActorID,Age,Sex", "1001,51,Male", "1002,21,Female");
        String table = tree.root().resolve("VideoDemographics.csv").toString();
        assertThat(index("folder", "--pattern", "(^|/)(?<speaker>\\d{4})_[^/]+$", "--speakers", table))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("AudioWAV/1001_DFA.wav", "null male 51.0", "AudioWAV/1002_DFA.wav", "null female 21.0"));
        assertThat(problems()).isEmpty();
        tree.text("labels.csv", "path,speaker", "AudioWAV/1001_DFA.wav,1002");
        assertThat(index("folder", "--speakers", table)).containsEntry("AudioWAV/1001_DFA.wav", "null female 21.0");
        assertThat(problems()).noneMatch(problem -> problem.startsWith("malformed"));
    }

    @Test
    void durationsGiveHoursAndMakeNoClips() throws IOException {
        files("en/clips/a.mp3", "en/clips/b.mp3");
        tree.text("en/train.tsv", "client_id\tpath\tage\tgender", "s1\ta.mp3\ttwenties\tfemale_feminine")
                .text("en/clip_durations.tsv", "clip\tduration[ms]", "a.mp3\t7200000", "b.mp3\t1", "gone.mp3\t1");
        assertThat(index("commonvoice")).containsExactly(Map.entry("en/clips/a.mp3", "train female 24.5"));
        assertThat(problems()).containsExactly("unlabelled_file en/clips/b.mp3:0 no label");
        assertThat(Files.readString(folder.resolve("m.summary.json")))
                .contains("\"hours\" : 2.0", "\"clipsOfKnownLength\" : 1");
    }

    @Test
    void anIndexWithoutClipsSaysWhatWasExpected() throws IOException {
        files("a.txt");
        assertThat(run("voxceleb2")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("no media file of format voxceleb2; check --format and --root; expected is {dev,test}/");
        assertThat(folder.resolve("m.parquet")).doesNotExist();
        files("images/1.jpg");
        tree.text("a.csv", FACES, "2.jpg,30,F,-1,-1,-1,-1");
        assertThat(run("lagenda")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("1 media files of format lagenda, and labels for none (1 labels read); check --format")
                .contains("expected is images anywhere below the root, and CSV files with img_name");
    }
}
