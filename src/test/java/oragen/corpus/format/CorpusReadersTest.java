package oragen.corpus.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import oragen.InputException;
import oragen.corpus.format.CorpusReaders.FolderOptions;
import oragen.corpus.format.CorpusReaders.Options;
import oragen.corpus.format.CorpusReaders.ReferenceClips;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelEntry.Malformed;
import oragen.corpus.format.LabelEntry.Unknown;
import oragen.corpus.format.LabelEntry.Unlabelled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each reader makes of paths and of small label files, good and bad. */
final class CorpusReadersTest {
    private static CorpusReader reader(String format) {
        return reader(format, null);
    }

    private static CorpusReader reader(String format, @Nullable String pattern) {
        FolderOptions folder = new FolderOptions(pattern, null, null, null);
        return CorpusReaders.named(format, new Options(folder, ReferenceClips.ALL));
    }

    private static List<LabelEntry> read(String format, String path, String... lines) throws IOException {
        CorpusReader reader = reader(format);
        assertThat(reader.isLabelFile(path)).as(path).isTrue();
        List<LabelEntry> entries = new ArrayList<>();
        reader.read(path, new StringReader(String.join("\n", lines))).forEachRemaining(entries::add);
        return entries;
    }

    private static Map<String, String> fromPath(CorpusReader reader, String path) {
        return reader.media(path).orElseThrow().values();
    }

    @Test
    void everyFormatHasAReaderOfItsName() {
        assertThat(CorpusReaders.NAMES)
                .allSatisfy(name -> assertThat(reader(name).corpus()).isEqualTo(name));
    }

    @Test
    void anUnknownFormatIsAnsweredWithTheKnownOnes() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> reader("timid"))
                .withMessageStartingWith("--format: timid; use one of timit, agender,");
    }

    @Test
    void aPatternIsForFoldersAndMustCaptureSomething() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> reader("timit", "(?<age>\\d+)"))
                .withMessage("--pattern: does not apply to --format timit; use it with --format folder");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> reader("folder", "(\\d+)"))
                .withMessageStartingWith("--pattern: (\\d+) has no named group; capture the labels in named groups");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> reader("folder", "(?<age>\\d+"))
                .withMessageEndingWith("; correct the regular expression");
    }

    @Test
    void delimitedLabelsNeedARowOfNames() throws IOException {
        assertThat(read("folder", "labels.csv", "")).containsExactly(new Malformed(1, "the file is empty"));
        assertThat(read("lagenda", "labels.csv", "a,b"))
                .containsExactly(new Malformed(1, "found the columns a, b, but not all of img_name, age, gender"));
        assertThat(read("folder", "labels.csv", "path,age", "x.mp4"))
                .containsExactly(new Malformed(2, "1 cells, but the header has 2"));
    }

    @Test
    void timitSpeakersHaveTheAgeOfTheDayOfRecording() throws IOException {
        assertThat(read(
                        "timit",
                        "DOC/SPKRINFO.TXT",
                        "; a comment",
                        "DAB0 M 1 TRN 03/14/86 03/15/60 5'11\" WHT BS",
                        "DAB1 F 1 TRN 03/15/86 03/15/60 5'11\" WHT BS",
                        "ABC1 F 2 TST ??/??/86 ??/??/50",
                        "ABC2 F 2 TST 03/14/86 ??",
                        "X1 F 2",
                        "BAD0 M 1 TRN 14.3.86 01/01/60",
                        "ABC3 F 2 TST 03/14/86 ??/??/??",
                        "ABC4 F 2 TST 03/14/86 ??/??/55"))
                .containsExactly(
                        new Labelled(
                                2,
                                Level.SPEAKER,
                                "dab0",
                                values("speaker dab0 subset train gender male gender_given M age 25")),
                        new Labelled(
                                3,
                                Level.SPEAKER,
                                "dab1",
                                values("speaker dab1 subset train gender female gender_given F age 26")),
                        new Labelled(
                                4,
                                Level.SPEAKER,
                                "abc1",
                                values("speaker abc1 subset test gender female gender_given F age 36")),
                        new Labelled(
                                5,
                                Level.SPEAKER,
                                "abc2",
                                values("speaker abc2 subset test gender female gender_given F")),
                        new Malformed(6, "3 columns, not at least 6"),
                        new Labelled(
                                7,
                                Level.SPEAKER,
                                "bad0",
                                values("speaker bad0 subset train gender male gender_given M"),
                                "date \"14.3.86\" is not MM/DD/YY"),
                        new Labelled(
                                8,
                                Level.SPEAKER,
                                "abc3",
                                values("speaker abc3 subset test gender female gender_given F")),
                        new Labelled(
                                9,
                                Level.SPEAKER,
                                "abc4",
                                values("speaker abc4 subset test gender female gender_given F age 31")));
    }

    @Test
    void timitPathsTellSubsetSpeakerAndRegion() {
        MediaFacts facts = reader("timit").media("TIMIT/TEST/DR3/FCJF0/SA1.WAV").orElseThrow();
        assertThat(facts.speakerKey()).isEqualTo("cjf0");
        assertThat(facts.values())
                .isEqualTo(values(
                        "subset test speaker cjf0 language en dialect_region 3 clip_id TIMIT/TEST/DR3/FCJF0/SA1.WAV"));
        assertThat(reader("timit").media("TIMIT/TEST/DR9/FCJF0/SA1.WAV")).isEmpty();
    }

    @Test
    void timitIsKnownInTheLayoutOfNltkAndConverted() {
        assertThat(fromPath(reader("timit"), "timit/dr1-fvmh0/sa1.wav"))
                .isEqualTo(values("speaker vmh0 language en dialect_region 1 clip_id timit/dr1-fvmh0/sa1.wav"));
        assertThat(fromPath(reader("timit"), "TEST/DR2/FXXX1/SX1.WAV.wav"))
                .containsEntry("clip_id", "TEST/DR2/FXXX1/SX1.WAV");
    }

    @Test
    void agenderListsKnowChildren() throws IOException {
        assertThat(read(
                        "agender",
                        "trainSampleList_devel.txt",
                        "wav_traindevel/1062/2/a1.raw 2 1062 35 m",
                        "1063/1/b.raw 1 1063 9 x",
                        "1064/1/c.wav 1 1064 30 f",
                        "1065/1/d.raw 1 1065 sixty f",
                        "1066/1/e.raw 1 1066 131 f",
                        "1067/1/f.txt 1 1067 31 f"))
                .containsExactly(
                        new Labelled(
                                1,
                                Level.ITEM,
                                "wav_traindevel/1062/2/a1.raw",
                                values("subset dev session 2 speaker 1062 age 35 gender male gender_given m")),
                        new Labelled(
                                2,
                                Level.ITEM,
                                "1063/1/b.raw",
                                values("subset dev session 1 speaker 1063 age 9 gender_given child")),
                        new Labelled(
                                3,
                                Level.ITEM,
                                "1064/1/c.wav",
                                values("subset dev session 1 speaker 1064 age 30 gender female gender_given f")),
                        new Malformed(4, "age \"sixty\" is not a number"),
                        new Malformed(5, "age \"131\" is above 130"),
                        new Malformed(6, "\"1067/1/f.txt\" is not a sound file"));
    }

    @Test
    void agesOfCommonVoiceAreDecades() throws IOException {
        assertThat(read(
                        "commonvoice",
                        "cv/en/train.tsv",
                        "client_id\tpath\tage\tgender\tlocale",
                        "abc\tx.mp3\tfourties\tmale_masculine\ten",
                        "abd\ty\t\tnon-binary\ten",
                        "abe\tz.mp3\tcentenarian\t\ten",
                        "\tz.mp3\t\t\ten"))
                .containsExactly(
                        new Labelled(
                                2,
                                Level.ITEM,
                                "cv/en/clips/x.mp3",
                                values("subset train speaker abc language en gender male gender_given male_masculine "
                                        + "age 44.5 age_min 40 age_max 49")),
                        new Labelled(
                                3,
                                Level.ITEM,
                                "cv/en/clips/y.mp3",
                                values("subset train speaker abd language en gender_given non-binary")),
                        new Malformed(4, "age \"centenarian\" is not a number"),
                        new Malformed(5, "no client_id"));
        assertThat(reader("commonvoice").isLabelFile("cv/en/invalidated.tsv")).isFalse();
    }

    @Test
    void commonVoiceTellsDurationsApartFromLabels() throws IOException {
        assertThat(read("commonvoice", "cv/en/clip_durations.tsv", "clip\tduration[ms]", "x.mp3\t4104", "y.mp3\tlong"))
                .containsExactly(
                        new Labelled(2, Level.DURATION, "cv/en/clips/x.mp3", values("duration_seconds 4.104")),
                        new Malformed(3, "duration \"long\" is not a number"));
    }

    @Test
    void theFirstReleaseOfCommonVoiceIsCsv() throws IOException {
        assertThat(read(
                        "commonvoice",
                        "v1/cv-valid-dev.csv",
                        "filename,text,up_votes,down_votes,age,gender,accent,duration",
                        "cv-valid-dev/sample-0.mp3,\"the boy, gave\",3,0,twenties,female,us,",
                        "cv-valid-dev/sample-1.mp3,text,1,0,,,,"))
                .containsExactly(
                        new Labelled(
                                2,
                                Level.ITEM,
                                "v1/cv-valid-dev/sample-0.mp3",
                                values("subset dev accent us gender female gender_given female "
                                        + "age 24.5 age_min 20 age_max 29")),
                        new Labelled(3, Level.ITEM, "v1/cv-valid-dev/sample-1.mp3", values("subset dev")));
        assertThat(reader("commonvoice").isLabelFile("v1/cv-invalid.csv")).isFalse();
        assertThat(reader("commonvoice").media("v1/cv-valid-dev/sample-0.mp3")).isPresent();
        assertThat(reader("commonvoice").media("v1/cv-invalid/sample-0.mp3")).isEmpty();
    }

    @Test
    void lagendaRowsArePersons() throws IOException {
        assertThat(read(
                        "lagenda",
                        "lagenda_test.csv",
                        "img_name,age,gender,face_x0,face_y0,face_x1,face_y1",
                        "a/1.jpg,20;30,F,1,2,11,22",
                        "a/1.jpg,-1,-1,30,2,41,22",
                        "a/2.jpg,40,M,-1,-1,-1,-1",
                        "a/3.jpg,30;20,M,1,2,11,22",
                        "a/4.jpg,-1,-1,-1,-1,-1,-1",
                        "a/5.jpg,50-59,M,11,2,1,22"))
                .containsExactly(
                        new Labelled(
                                2,
                                Level.ITEM,
                                "a/1.jpg",
                                values("subset test face_box 1.0,2.0,11.0,22.0 gender female gender_given F "
                                        + "age 25 age_min 20 age_max 30")),
                        new Labelled(3, Level.ITEM, "a/1.jpg", values("subset test face_box 30.0,2.0,41.0,22.0")),
                        new Labelled(4, Level.ITEM, "a/2.jpg", values("subset test gender male gender_given M age 40")),
                        new Malformed(5, "age \"30;20\" ends before it starts"),
                        new Unlabelled(6),
                        new Malformed(7, "no face box (11.0, 2.0, 1.0, 22.0)"));
    }

    @Test
    void aWordOfTheFilesNameGivesTheSubsetOfLagenda() throws IOException {
        String header = "img_name,age,gender,face_x0,face_y0,face_x1,face_y1";
        for (String[] file : new String[][] {
            {"fairface_val_annotations.csv", "dev"},
            {"imdb_train_new.csv", "train"},
            {"lagenda_annotation.csv", "test"}
        }) {
            assertThat(read("lagenda", file[0], header, "1.jpg,40,M,1,2,11,22"))
                    .singleElement()
                    .isEqualTo(new Labelled(
                            2,
                            Level.ITEM,
                            "1.jpg",
                            values("subset " + file[1]
                                    + " face_box 1.0,2.0,11.0,22.0 gender male gender_given M age 40")));
        }
    }

    @Test
    void imdbCleanNamesThePersonInTheFile() throws IOException {
        assertThat(read(
                        "imdb-clean",
                        "csvs/imdb_valid_new_1024.csv",
                        "filename,age,gender,x_min,y_min,x_max,y_max",
                        "00/nm0000100_rm1.jpg,43,M,1,2,11,22",
                        "00/nm0000100_rm2.jpg,43,M,1,2,,22"))
                .containsExactly(
                        new Labelled(
                                2,
                                Level.ITEM,
                                "imdb-clean-1024/00/nm0000100_rm1.jpg",
                                values("subset dev speaker nm0000100 face_box 1.0,2.0,11.0,22.0 age 43 gender male "
                                        + "gender_given M")),
                        new Malformed(3, "no x_max"));
    }

    @Test
    void imdbCleanTellsOriginalPicturesFromLargerOnesAndLeavesDrawingsOut() {
        CorpusReader reader = reader("imdb-clean");
        assertThat(reader.media("data/imdb/38/a.jpg").orElseThrow().itemKey()).isEqualTo("imdb/38/a.jpg");
        assertThat(reader.media("data/imdb-clean-1024/38/a.jpg").orElseThrow().itemKey())
                .isEqualTo("imdb-clean-1024/38/a.jpg");
        assertThat(reader.media("data/imdb-clean-1024-visualisation/38/a.jpg")).isEmpty();
    }

    @Test
    void afewTakesTheAgeOfTheCharacterWhereTheActorHasNone() throws IOException {
        assertThat(read(
                        "afew",
                        "Train/000001.xml",
                        "<info><actor>Jane</actor><ageOfCharacter>25</ageOfCharacter><gender>Female</gender>",
                        "<mood>sad</mood></info>"))
                .containsExactly(
                        new Unknown(2, "mood"),
                        new Labelled(
                                0,
                                Level.ITEM,
                                "Train/000001",
                                values("speaker Jane age 25 age_of_character 25 gender female gender_given Female")));
        assertThat(read("afew", "a.xml", "<info><age>old</age><sex>f</sex></info>"))
                .containsExactly(
                        new Malformed(1, "age \"old\" is not a number"),
                        new Labelled(0, Level.ITEM, "a", values("gender female gender_given f")));
        assertThat(read("afew", "a.xml", "<info>")).containsExactly(new Malformed(1, "not well-formed XML"));
    }

    @Test
    void afewReadsPairsOfAttributesAndAnnotationsOfAFolder() throws IOException {
        assertThat(read(
                        "afew",
                        "Val/Sad/clip7/annotation.xml",
                        "<Annotation><Metatag name=\"AgeOfActor\" value=\"34\"/>",
                        "<Metatag name=\"GenderOfActor\" value=\"Male\"/><Metatag name=\"Emotion\" value=\"1\"/>",
                        "</Annotation>"))
                .containsExactly(
                        new Unknown(2, "Emotion"),
                        new Labelled(
                                0, Level.SPEAKER, "Val/Sad/clip7", values("age 34 gender male gender_given Male")));
        assertThat(reader("afew").media("Val/Sad/clip7/clip7.mp4").orElseThrow().speakerKey())
                .isEqualTo("Val/Sad/clip7");
    }

    @Test
    void afewOpensNoOtherFile() throws IOException {
        assertThat(read(
                        "afew",
                        "a.xml",
                        "<!DOCTYPE info [<!ENTITY other SYSTEM \"file:///etc/passwd\">]>",
                        "<info><actor>&other;</actor></info>"))
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("root:"));
    }

    @Test
    void voxCeleb2JoinsSpeakersAndAges() throws IOException {
        assertThat(read("voxceleb2", "vox2_meta.csv", "VoxCeleb2 ID \tGender \tSet ", "id00012 \tm \tdev "))
                .containsExactly(
                        new Labelled(2, Level.SPEAKER, "id00012", values("gender male gender_given m subset train")));
        assertThat(read(
                        "voxceleb2",
                        "vox2_meta.csv",
                        "VoxCeleb2 ID,VGGFace2 ID,Gender,Set",
                        "id00012 ,n000012 ,m ,dev "))
                .containsExactly(
                        new Labelled(2, Level.SPEAKER, "id00012", values("gender male gender_given m subset train")));
        assertThat(read(
                        "voxceleb2",
                        "age-train.txt",
                        "speaker_age,birth_year,Name,VoxCeleb_ID,video_id",
                        "44.0,1969.0,\"Body, Some\",id02022,AAAAAAAAAAA"))
                .containsExactly(new Labelled(2, Level.ITEM, "id02022/AAAAAAAAAAA", values("age 44")));
        assertThat(read("voxceleb2", "utt2age", "id00012/21Uxsk56VDQ/00001.wav 70", "id00012-_1U-sk56VDQ-00002 71"))
                .containsExactly(
                        new Labelled(1, Level.ITEM, "id00012/21Uxsk56VDQ", values("age 70")),
                        new Labelled(2, Level.ITEM, "id00012/_1U-sk56VDQ", values("age 71")));
        assertThat(read("voxceleb2", "age-train.txt", "id1/video/0001 33", "id1,video,34", "id1 33"))
                .containsExactly(
                        new Labelled(1, Level.ITEM, "id1/video", values("age 33")),
                        new Labelled(2, Level.ITEM, "id1/video", values("age 34")),
                        new Malformed(3, "\"id1 33\" is not speaker, video and age"));
        assertThat(fromPath(reader("voxceleb2"), "dev/mp4/id00012/abc/00001.mp4"))
                .isEqualTo(values("subset train speaker id00012 video abc"));
        assertThat(fromPath(reader("voxceleb2"), "wav/id00012/abc/00001.wav"))
                .isEqualTo(values("speaker id00012 video abc"));
        assertThat(reader("voxceleb2").media("dev/mp4/id00012/abc/00001.txt")).isEmpty();
    }

    @Test
    void clipsThatTheAuthorsLeaveOutAreLeftOutWhereAskedFor() {
        String clip = "test/mp4/id1/lQxVumsa0QE/00053.mp4";
        assertThat(reader("voxceleb2").media(clip)).isPresent();
        assertThat(CorpusReaders.named("voxceleb2", new Options(FolderOptions.NONE, ReferenceClips.AS_REFERENCE))
                        .media(clip))
                .isEmpty();
    }

    @Test
    void oragenCsvJoinsSoundAndFrames() throws IOException {
        assertThat(read(
                        "brave-masks",
                        "lists/all.csv",
                        "audio_file_path,image_file_path,gender,age,subset,mask_type",
                        "a.mp4,a.mp4,f,30,dev,Medical mask",
                        "b.wav,f/b__s001.jpg,male,40,train,",
                        ",,male,40,train,",
                        "c.wav,,male,40,nowhere,",
                        "c.wav,,male,40,train,scarf"))
                .containsExactly(
                        new Labelled(
                                2,
                                Level.ITEM,
                                "a.mp4",
                                values("subset dev channel c gender female gender_given f age 30 mask_type medical")),
                        new Labelled(
                                3,
                                Level.ITEM,
                                "b.wav",
                                values("subset train channel c gender male gender_given male age 40 "
                                        + "frames f/b__s")),
                        new Malformed(4, "neither audio_file_path nor image_file_path"),
                        new Malformed(5, "unknown subset \"nowhere\""),
                        new Malformed(6, "unknown mask type \"scarf\""));
        assertThat(reader("oragen-csv").media("f/b__s001.jpg")).isEmpty();
    }

    @Test
    void aFolderIsLabelledByCsvOrByItsPaths() throws IOException {
        assertThat(read("folder", "sub/labels.csv", "path,age,site", "./x.mp4,30,lab", ",30,lab"))
                .containsExactly(
                        new Labelled(2, Level.ITEM, "x.mp4", values("age 30 site lab")), new Malformed(3, "no path"));
        CorpusReader byPath = reader("folder", "(?<gender>[fm])_(?<age>\\d+)\\.mp4");
        assertThat(byPath.isLabelFile("labels.csv")).isFalse();
        assertThat(fromPath(byPath, "a/f_30.mp4")).isEqualTo(values("gender female gender_given f age 30"));
        assertThat(fromPath(byPath, "a/f_300.mp4").get("label_problem")).isEqualTo("age \"300\" is above 130");
        assertThat(fromPath(byPath, "a/other.mp4")).isEmpty();
        assertThat(reader("folder").media("notes.txt")).isEqualTo(Optional.empty());
    }

    @Test
    void aColumnOfAFolderMayNameTheFilesAndCodesTheGender() throws IOException {
        CorpusReader reader = CorpusReaders.named(
                "folder", new Options(new FolderOptions(null, "File", "0=male, 1=female", null), ReferenceClips.ALL));
        List<LabelEntry> entries = new ArrayList<>();
        reader.read(
                        "val.csv",
                        new StringReader("file;age;sex\nval/1.jpg;3-9;1\nval/2.jpg;more than 70;Male\nval/3.jpg;70+;2"))
                .forEachRemaining(entries::add);
        assertThat(entries)
                .containsExactly(
                        new Labelled(
                                2,
                                Level.ITEM,
                                "val/1.jpg",
                                values("age 6 age_min 3 age_max 9 gender female gender_given 1")),
                        new Labelled(3, Level.ITEM, "val/2.jpg", values("age_min 70 gender male gender_given Male")),
                        new Labelled(4, Level.ITEM, "val/3.jpg", values("age_min 70 gender_given 2")));
    }

    @Test
    void codesOfTheGenderAreToldOnceEach() {
        for (String wrong : List.of("0", "0=man", "0=male,0=female", "=male")) {
            assertThatExceptionOfType(InputException.class)
                    .as(wrong)
                    .isThrownBy(() -> GenderCodes.parse(wrong))
                    .withMessageStartingWith("--gender-values: ")
                    .withMessageEndingWith("; use each code once, as in 0=male,1=female");
        }
    }

    @Test
    void optionsOfFoldersAreForFolders() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> CorpusReaders.named(
                        "afew", new Options(new FolderOptions(null, null, null, "speakers.csv"), ReferenceClips.ALL)))
                .withMessage("--speakers: does not apply to --format afew; use it with --format folder");
    }

    @Test
    void aTableOfSpeakersIsKnownByItsFirstColumnOrByTheColumnSpeaker() throws IOException {
        List<LabelEntry> entries = new ArrayList<>();
        SpeakerTableReader reader = new SpeakerTableReader(GenderCodes.NONE);
        reader.read("VideoDemographics.csv", new StringReader("ActorID,Age,Sex\n1001,51,Male"))
                .forEachRemaining(entries::add);
        reader.read("speakers.tsv", new StringReader("age\tspeaker\n51\ta")).forEachRemaining(entries::add);
        assertThat(entries)
                .containsExactly(
                        new Labelled(2, Level.SPEAKER, "1001", values("age 51 gender male gender_given Male")),
                        new Labelled(2, Level.SPEAKER, "a", values("age 51")));
    }

    @Test
    void aStorageThatFailsIsNotTakenForAnUnclosedQuotationMark() throws IOException {
        SequenceInputStream failing = new SequenceInputStream(
                new ByteArrayInputStream(
                        ("path,site\n" + "a.mp4,lab\n".repeat(20_000)).getBytes(StandardCharsets.UTF_8)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                });
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> reader("folder")
                        .read("labels.csv", new InputStreamReader(failing, StandardCharsets.UTF_8))
                        .forEachRemaining(entry -> assertThat(entry).isInstanceOf(Labelled.class)))
                .withMessageContaining("connection reset");
    }

    @Test
    void anUnclosedQuotationMarkAndADoubledHeaderAreTold() throws IOException {
        assertThat(read("folder", "labels.csv", "path,site", "a.mp4,lab", "b.mp4,\"lab", "c.mp4,lab"))
                .containsExactly(
                        new Labelled(2, Level.ITEM, "a.mp4", values("site lab")),
                        new Malformed(
                                3,
                                "a quotation mark is not closed properly; this line and those after it are not read"));
        assertThat(read("folder", "labels.csv", "path,age,Age", "a.mp4,1,2"))
                .containsExactly(new Malformed(1, "the header names twice: age"));
    }

    /** Values from words: name, value, name, value. */
    private static Map<String, String> values(String text) {
        String[] words = text.split(" ", -1);
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < words.length; i += 2) {
            values.put(words[i], words[i + 1]);
        }
        return values;
    }
}
