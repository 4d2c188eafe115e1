package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import oragen.model.TestingBundle;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each format on a miniature tree in its publisher's layout, through {@code corpus index} and {@code label}. */
final class CorpusIndexIT {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private CorpusTree tree;

    @BeforeEach
    void plant() {
        tree = new CorpusTree(folder.resolve("a corpus"));
    }

    private Path manifest() {
        return folder.resolve("manifest.parquet");
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(errors, true), arguments);
    }

    private Map<String, Row> index(String format, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "corpus",
                "index",
                "--format",
                format,
                "--root",
                tree.root().toString(),
                "--output",
                manifest().toString()));
        arguments.addAll(List.of(options));
        assertThat(run(arguments.toArray(String[]::new))).as("%s", errors).isZero();
        return TestingCorpus.rows(manifest());
    }

    /** {@code kind path:line} of every problem. */
    private List<String> problems() throws IOException {
        try (SparkSession spark = SparkSessions.open("test")) {
            return spark
                    .read()
                    .parquet(folder.resolve("manifest.problems.parquet").toString())
                    .collectAsList()
                    .stream()
                    .map(row -> row.getString(0) + " " + row.getString(1) + ":" + row.getLong(2))
                    .toList();
        }
    }

    private static String told(Row row, String... columns) {
        return Arrays.stream(columns)
                .map(column -> String.valueOf(row.<Object>getAs(column)))
                .collect(Collectors.joining(" "));
    }

    /** Labels the manifest with a bundle that hears and sees: predictions, and rejects with their reasons, by clip. */
    private Map<String, String> label(String... options) throws IOException {
        Path bundle = folder.resolve("bundle");
        if (!Files.exists(bundle)) {
            TestingBundle.write(bundle, Path.of("models", "compact"));
        }
        return label(bundle.toString(), options);
    }

    private Map<String, String> label(String bundle, String[] options) throws IOException {
        Path output = folder.resolve("labels" + options.length);
        List<String> arguments = new ArrayList<>(
                List.of("label", "--input", manifest().toString(), "--output", output.toString(), "--bundle", bundle));
        arguments.addAll(List.of(options));
        assertThat(run(arguments.toArray(String[]::new))).as("%s", errors).isZero();
        Map<String, String> outcomes = new java.util.TreeMap<>();
        TestingCorpus.rows(output.resolve("predictions"))
                .forEach((clip, row) ->
                        outcomes.put(clip, told(row, "corpus", "label_gender", "label_age", "has_audio", "has_face")));
        TestingCorpus.rows(output.resolve("rejects")).forEach((clip, row) -> outcomes.put(clip, row.getAs("reason")));
        return outcomes;
    }

    @Test
    void timitIsSphereAndItsAgesAreThoseAtTheRecording() throws IOException {
        tree.sphere("TRAIN/DR1/FCJF0/SA1.WAV")
                .sphere("TEST/DR2/MABC0/SX1.WAV")
                .sphere("TEST/DR2/MXYZ0/SX2.WAV")
                .text("TRAIN/DR1/FCJF0/SA1.TXT", "0 1 She had")
                .text(
                        "DOC/SPKRINFO.TXT",
                        ";  speaker info",
                        ";",
                        "CJF0  F  1 TRN 02/14/86  05/30/60  5'5\"  WHT  BS",
                        "ABC0  M  2 TST 03/05/86  03/05/36  6'0\"  WHT  HS   a comment",
                        "KLM0  M  3 TST 03/05/86");
        Map<String, Row> rows = index("timit");
        assertThat(rows).containsOnlyKeys("TRAIN/DR1/FCJF0/SA1.WAV", "TEST/DR2/MABC0/SX1.WAV");
        assertThat(told(rows.get("TRAIN/DR1/FCJF0/SA1.WAV"), "corpus", "subset", "speaker", "gender", "age"))
                .isEqualTo("timit train cjf0 female 25.0");
        assertThat(told(rows.get("TEST/DR2/MABC0/SX1.WAV"), "subset", "gender", "age", "dialect_region"))
                .isEqualTo("test male 50.0 2");
        assertThat(problems())
                .containsExactly("malformed DOC/SPKRINFO.TXT:5", "unlabelled_file TEST/DR2/MXYZ0/SX2.WAV:0");
        assertThat(label())
                .containsEntry("TRAIN/DR1/FCJF0/SA1.WAV", "timit female 25.0 true false")
                .hasSize(2);
    }

    @Test
    void agenderIsRawAndKnowsChildren() throws IOException {
        tree.raw("wav/1001/1/a01.raw")
                .raw("wav/1002/1/a01.raw")
                .raw("wav/9001/1/a01.raw")
                .text(
                        "trainSampleList_train.txt",
                        "wav/1001/1/a01.raw 1 1001 35 f 5",
                        "wav/1002/1/a01.raw 1 1002 10 x 1",
                        "wav/1003/1/a01.raw 1 1003 60 m 6",
                        "wav/1004/1/a01.raw 1 1004 sixty m 6")
                .text("testSampleList_test.txt", "wav/9001/1/a01.raw");
        Map<String, Row> rows = index("agender");
        assertThat(told(rows.get("wav/1001/1/a01.raw"), "subset", "speaker", "gender", "age"))
                .isEqualTo("train 1001 female 35.0");
        assertThat(told(rows.get("wav/1002/1/a01.raw"), "gender", "gender_given", "age"))
                .isEqualTo("null child 10.0");
        assertThat(told(rows.get("wav/9001/1/a01.raw"), "subset", "gender", "age"))
                .isEqualTo("test null null");
        assertThat(problems())
                .containsExactly("malformed trainSampleList_train.txt:4", "missing_file trainSampleList_train.txt:3");
        assertThat(label()).containsEntry("wav/1001/1/a01.raw", "raw_format_undeclared");
        assertThat(label("--raw-audio", "s16le:8000"))
                .containsEntry("wav/1002/1/a01.raw", "agender null 10.0 true false")
                .containsEntry("wav/1001/1/a01.raw", "agender female 35.0 true false");
        assertThat(run(
                        "corpus",
                        "index",
                        "--format",
                        "agender",
                        "--strict",
                        "--root",
                        tree.root().toString(),
                        "--output",
                        manifest().toString()))
                .isEqualTo(2);
        assertThat(errors.toString())
                .contains("trainSampleList_train.txt, line 4")
                .contains("\"sixty\" is not a number");
    }

    @Test
    void rawAudioMayBeAlaw() throws IOException {
        tree.alaw("wav/1001/1/a01.raw").text("trainSampleList_devel.txt", "wav/1001/1/a01.raw 1 1001 35 f 5");
        assertThat(told(index("agender").get("wav/1001/1/a01.raw"), "subset")).isEqualTo("dev");
        assertThat(label("--raw-audio", "alaw:8000"))
                .containsEntry("wav/1001/1/a01.raw", "agender female 35.0 true false");
    }

    @Test
    void commonVoiceHasDecadesAndListsClipsTwice() throws IOException {
        String header = "client_id\tpath\tsentence\tup_votes\tage\tgender\taccents\tlocale";
        tree.media("cv-corpus-20.0/de/clips/one.mp3", "tone.mp3")
                .media("cv-corpus-20.0/de/clips/two.mp3", "tone.mp3")
                .demo("cv-corpus-20.0/de/clips/three.wav", "voice.wav")
                .text(
                        "cv-corpus-20.0/de/train.tsv",
                        header,
                        "aa\tone.mp3\tSie sagt \"ja\t2\tfourties\tfemale_feminine\tWien\tde")
                .text("cv-corpus-20.0/de/test.tsv", header, "cc\tthree.wav\tNein\t2\t\tother\t\tde")
                .text(
                        "cv-corpus-20.0/de/validated.tsv",
                        header,
                        "aa\tone.mp3\tSie sagt \"ja\t2\tfourties\tfemale_feminine\tWien\tde",
                        "bb\ttwo.mp3\tNun\t2\tteens\tmale\t\tde",
                        "bb\tgone.mp3\tNun\t2\telderly\tmale\t\tde")
                .text("cv-corpus-20.0/de/invalidated.tsv", header, "aa\ttwo.mp3\tx\t2\t\t\t\tde");
        Map<String, Row> rows = index("commonvoice");
        String clips = "cv-corpus-20.0/de/clips/";
        assertThat(rows).containsOnlyKeys(clips + "one.mp3", clips + "two.mp3", clips + "three.wav");
        assertThat(told(
                        rows.get(clips + "one.mp3"),
                        "subset",
                        "speaker",
                        "gender",
                        "age",
                        "age_min",
                        "age_max",
                        "language",
                        "accent"))
                .isEqualTo("train aa female 44.5 40.0 49.0 de Wien");
        assertThat(told(rows.get(clips + "two.mp3"), "subset", "gender", "age")).isEqualTo("null male 14.5");
        assertThat(told(rows.get(clips + "three.wav"), "subset", "gender", "gender_given"))
                .isEqualTo("test null other");
        assertThat(problems()).containsExactly("malformed cv-corpus-20.0/de/validated.tsv:4");
        assertThat(label())
                .containsEntry(clips + "one.mp3", "no_usable_modality")
                .containsEntry(clips + "three.wav", "commonvoice null null true false");
    }

    @Test
    void lagendaGivesEveryFaceOfAnImageAClip() throws IOException {
        tree.face("images/one.jpg")
                .face("images/unseen.jpg")
                .text(
                        "lagenda_test.csv",
                        "img_name,age,gender,face_x0,face_y0,face_x1,face_y1,person_x0,person_y0,person_x1,person_y1",
                        "one.jpg,33,F,100,10,200,120,-1,-1,-1,-1",
                        "one.jpg,20;30,M,10,10,60,70,0,0,90,180",
                        "one.jpg,-1,-1,60,10,90,40,-1,-1,-1,-1",
                        "one.jpg,40,M,-1,-1,-1,-1,0,0,90,180",
                        "lost.jpg,50,M,1,1,2,2,-1,-1,-1,-1",
                        "one.jpg,-1,-1,-1,-1,-1,-1,0,0,90,180");
        Map<String, Row> rows = index("lagenda");
        String first = "images/one.jpg#face=100.0,10.0,200.0,120.0";
        assertThat(rows).hasSize(4);
        assertThat(told(rows.get("images/one.jpg"), "gender", "age", "face_box"))
                .isEqualTo("male 40.0 null");
        assertThat(told(rows.get(first), "subset", "gender", "age", "face_box"))
                .isEqualTo("test female 33.0 100.0,10.0,200.0,120.0");
        assertThat(told(rows.get("images/one.jpg#face=10.0,10.0,60.0,70.0"), "gender", "age", "age_min", "age_max"))
                .isEqualTo("male 25.0 20.0 30.0");
        assertThat(told(rows.get("images/one.jpg#face=60.0,10.0,90.0,40.0"), "gender", "age"))
                .isEqualTo("null null");
        assertThat(problems())
                .containsExactly(
                        "missing_file lagenda_test.csv:6",
                        "unlabelled_file images/unseen.jpg:0",
                        "unlabelled_row lagenda_test.csv:7");
        // The box decides: no face is sought in it.
        assertThat(label()).hasSize(4).containsEntry(first, "lagenda female 33.0 false true");
    }

    @Test
    void imdbCleanFindsImagesByFolderAndName() throws IOException {
        tree.face("imdb-clean-1024/01/nm0000001_rm1_1968_2005.jpg")
                .text(
                        "csvs/imdb_valid_new_1024.csv",
                        "filename,age,gender,x_min,y_min,x_max,y_max,head_roll",
                        "01/nm0000001_rm1_1968_2005.jpg,37,M,90,20,210,140,1.5");
        Row row = index("imdb-clean").get("imdb-clean-1024/01/nm0000001_rm1_1968_2005.jpg#face=90.0,20.0,210.0,140.0");
        assertThat(told(row, "subset", "speaker", "gender", "age")).isEqualTo("dev nm0000001 male 37.0");
        assertThat(label().values()).containsExactly("imdb-clean male 37.0 false true");
    }

    @Test
    void afewTakesWhatItsXmlHoldsAndTellsOfTheRest() throws IOException {
        tree.demo("Train_AFEW/000001.avi", "steady.mp4")
                .demo("Val/000002.mp4", "steady.mp4")
                .text(
                        "Train_AFEW/000001.xml",
                        "<Clip><NameOfActor>A. Actor</NameOfActor><Gender>Female</Gender>"
                                + "<AgeOfCharacter>30</AgeOfCharacter><AgeOfActor>36</AgeOfActor><Expression>Sad</Expression></Clip>")
                .text("Val/000002.xml", "<clip gender=\"male\" char_age=\"50\"/>")
                .text(
                        "Val/000003.xml",
                        "<!DOCTYPE clip [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><clip><name>&x;</name></clip>");
        Map<String, Row> rows = index("afew");
        assertThat(told(rows.get("Train_AFEW/000001.avi"), "subset", "speaker", "gender", "age", "age_of_character"))
                .isEqualTo("train A. Actor female 36.0 30");
        assertThat(told(rows.get("Val/000002.mp4"), "subset", "gender", "age")).isEqualTo("dev male 50.0");
        assertThat(problems()).contains("unknown_tag Train_AFEW/000001.xml:1");
        assertThat(rows.values()).noneMatch(row -> row.toString().contains("root:"));
        assertThat(label()).containsEntry("Val/000002.mp4", "afew male 50.0 true true");
    }

    @Test
    void voxCeleb2JoinsAgesOnSpeakerAndVideo() throws IOException {
        tree.demo("dev/mp4/id00012/abc/00001.mp4", "steady.mp4")
                .media("dev/aac/id00012/abc/00001.m4a", "cover.m4a")
                .demo("test/mp4/id00017/x9K8-IfuOMg/00490.mp4", "steady.mp4")
                .demo("test/mp4/id00017/x9K8-IfuOMg/00001.mp4", "steady.mp4")
                .text(
                        "vox2_meta.csv",
                        "VoxCeleb2 ID \tVGGFace2 ID \tGender \tSet ",
                        "id00012 \tn000012 \tf \tdev ",
                        "id00017 \tn000017 \tm \ttest ")
                .text(
                        "final_dataframe_extended.csv",
                        ",Name,VoxCeleb_ID,video_id,gender,speaker_age",
                        "0,Ann,id00012,abc,female,41",
                        "1,Ann,id00012,zzz,female,42")
                .text("age-test.txt", "id00017/x9K8-IfuOMg 57.0", "id00017");
        Map<String, Row> rows = index("voxceleb2", "--as-reference");
        assertThat(rows)
                .containsOnlyKeys(
                        "dev/mp4/id00012/abc/00001.mp4",
                        "dev/aac/id00012/abc/00001.m4a",
                        "test/mp4/id00017/x9K8-IfuOMg/00001.mp4");
        assertThat(told(rows.get("dev/mp4/id00012/abc/00001.mp4"), "subset", "speaker", "gender", "age", "video"))
                .isEqualTo("train id00012 female 41.0 abc");
        assertThat(told(rows.get("dev/mp4/id00012/abc/00001.mp4"), "mask_type")).isEqualTo("no_mask");
        assertThat(told(rows.get("test/mp4/id00017/x9K8-IfuOMg/00001.mp4"), "subset", "gender", "age"))
                .isEqualTo("test male 57.0");
        assertThat(problems())
                .containsExactly("malformed age-test.txt:2", "missing_file final_dataframe_extended.csv:3");
        assertThat(label())
                .containsEntry("dev/mp4/id00012/abc/00001.mp4", "voxceleb2 female 41.0 true true")
                .containsKey("dev/aac/id00012/abc/00001.m4a");
        assertThat(index("voxceleb2")).hasSize(4);
    }

    @Test
    void braveMasksJoinsAVoiceWithItsFrames() throws IOException {
        tree.demo("audio/s1_c.wav", "voice.wav")
                .face("faces/s1__s001.jpg")
                .face("faces/s1__s002.jpg")
                .face("faces/s1__s003.jpg")
                .demo("video/s2.mp4", "steady.mp4")
                .text(
                        "labels.csv",
                        "audio_file_path,image_file_path,gender,age,subset,mask_type",
                        "audio/s1_c.wav,faces/s1__s001.jpg,female,30,train,tissue mask",
                        "audio/s1_c.wav,faces/s1__s002.jpg,female,30,train,tissue mask",
                        "audio/s1_c.wav,faces/s1__s003.jpg,female,30,train,tissue mask",
                        "video/s2.mp4,video/s2.mp4,male,50,devel,protective mask (FFP2/FFP3)",
                        "audio/s3.wav,,male,50,devel,balaclava");
        Map<String, Row> rows = index("brave-masks");
        assertThat(rows).containsOnlyKeys("audio/s1_c.wav#channel=c", "video/s2.mp4#channel=c");
        assertThat(told(rows.get("audio/s1_c.wav#channel=c"), "subset", "gender", "mask_type", "channel", "frames"))
                .isEqualTo("train female tissue c faces/s1__s");
        assertThat(told(rows.get("video/s2.mp4#channel=c"), "subset", "mask_type"))
                .isEqualTo("dev protective_ffp");
        assertThat(problems()).containsExactly("malformed labels.csv:6");
        assertThat(label())
                .containsEntry("audio/s1_c.wav#channel=c", "brave-masks female 30.0 true true")
                .containsEntry("video/s2.mp4#channel=c", "brave-masks male 50.0 true true");
        // Windows [0, 4) and [2, 5): three faces, then one.
        Row voice = TestingCorpus.rows(folder.resolve("labels0/predictions")).get("audio/s1_c.wav#channel=c");
        assertThat(voice.<Integer>getAs("face_frame_count")).isEqualTo(3);
        assertThat(voice.<Double>getAs("age")).isEqualTo(30 + 5 * 4 / 2.0);
    }

    @Test
    void anyonesFolderIsLabelledByPatternOrTable() throws IOException {
        tree.demo("f_25.mp4", "steady.mp4").demo("sub/m_60.mp4", "silent.mp4").demo("voice.wav", "voice.wav");
        Map<String, Row> rows = index("folder", "--pattern", "(?<gender>[fm])_(?<age>\\d+)\\.mp4", "--corpus", "mine");
        assertThat(told(rows.get("sub/m_60.mp4"), "corpus", "gender", "age")).isEqualTo("mine male 60.0");
        assertThat(problems()).containsExactly("unlabelled_file voice.wav:0");

        tree.text("labels.csv", "path,gender,age,site", "f_25.mp4,female,25,lab", "f_25.mp4,female,26,lab");
        rows = index("folder");
        assertThat(told(rows.get("f_25.mp4"), "gender", "age", "site")).isEqualTo("female 25.0 lab");
        assertThat(problems()).contains("duplicate labels.csv:3");

        assertThat(label("models/compact", new String[] {"--evaluate"}))
                .containsEntry("voice.wav", "folder null null true false")
                .containsEntry("f_25.mp4", "folder female 25.0 true true");
        assertThat(run(
                        "evaluate",
                        "--predictions",
                        folder.resolve("labels1").toString(),
                        "--labels",
                        manifest().toString(),
                        "--by",
                        "label_site",
                        "--output",
                        folder.resolve("evaluation").toString()))
                .as("%s", errors)
                .isZero();
        assertThat(Files.readString(folder.resolve("manifest.summary.json"))).contains("\"clips\" : 3");
    }

    @Test
    void whatCannotBeIndexedIsAnInputError() {
        for (List<String> arguments : List.of(
                List.of("--format", "vox", "--root", "."),
                List.of("--format", "timit", "--root", folder.resolve("nowhere").toString()),
                List.of("--format", "timit", "--root", ".", "--pattern", "x"),
                List.of("--format", "folder", "--root", ".", "--pattern", "(?<age>"),
                List.of("--format", "folder", "--root", ".", "--pattern", "\\d+"))) {
            List<String> command = new ArrayList<>(
                    List.of("corpus", "index", "--output", manifest().toString()));
            command.addAll(arguments);
            assertThat(run(command.toArray(String[]::new))).as("%s", arguments).isEqualTo(2);
        }
        assertThat(errors.toString()).contains("use one of timit, agender").contains("does not exist");
    }
}
