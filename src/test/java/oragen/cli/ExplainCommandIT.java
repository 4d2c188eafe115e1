package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import oragen.media.TestingFilms;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of clips: what was seen, heard and said. */
final class ExplainCommandIT {
    private static final Pattern IMAGE = Pattern.compile("src=\"data:image/jpeg;base64,([^\"]+)\"");

    @TempDir
    private static Path folder;

    private static Path clips;
    private static Path labels;

    @BeforeAll
    static void label() throws IOException {
        clips = Files.createDirectories(folder.resolve("clips"));
        for (String demo : List.of("steady.mp4", "silent.mp4", "voice.wav", "dark.mp4")) {
            TestingCorpus.copy(demo, clips.resolve(demo));
        }
        TestingCorpus.copy("voice.wav", clips.resolve("<b>bold & \"loud\".wav"));
        TestingCorpus.copy("broken.mp4", clips.resolve("broken.mp4"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(clips.resolve("packed.zip")))) {
            zip.putNextEntry(new ZipEntry("inner/silent.mp4"));
            zip.write(Files.readAllBytes(clips.resolve("silent.mp4")));
        }
        Path manifest = folder.resolve("truth.csv");
        Files.writeString(
                manifest,
                "path,clip_id,gender,age,mask_type\n"
                        + "clips/steady.mp4,steady.mp4,female,60,no_mask\n"
                        + "clips/dark.mp4,dark.mp4,male,37,medical\n");
        labels = folder.resolve("labels");
        TestingCommand.told("label", "--input", clips, "--output", labels);
    }

    private static Path pages() {
        return labels.resolve("explain");
    }

    /** The page of the first clip, without its pictures, so that messages of failures stay short. */
    private static String page(Object... options) throws IOException {
        return withoutImages(whole(options));
    }

    private static String whole(Object... options) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("explain", "--output", labels));
        arguments.addAll(List.of(options));
        String told = TestingCommand.told(arguments.toArray());
        return Files.readString(local(told.lines().findFirst().orElseThrow()));
    }

    private static Path local(String told) {
        return Path.of(told.replaceFirst("^file:", "").replaceFirst("  \\(.*", ""));
    }

    private static String refused(int code, Object... arguments) {
        StringWriter errors = new StringWriter();
        assertThat(TestingCommand.exitCode(errors, arguments)).as("%s", errors).isEqualTo(code);
        return errors.toString();
    }

    private static String withoutImages(String page) {
        return IMAGE.matcher(page).replaceAll("src=\"data:\"");
    }

    private static List<BufferedImage> images(String page) throws IOException {
        List<BufferedImage> images = new ArrayList<>();
        for (MatchResult image : IMAGE.matcher(page).results().toList()) {
            images.add(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.group(1)))));
        }
        return images;
    }

    /** Mean distance of neighbouring pixels' green in a part of a picture: what a blur takes away. */
    private static double detail(BufferedImage image, double left, double top, double right, double bottom) {
        double sum = 0;
        int count = 0;
        for (int y = (int) (top * image.getHeight()); y < bottom * image.getHeight(); y++) {
            for (int x = (int) (left * image.getWidth()); x < right * image.getWidth() - 1; x++) {
                sum += Math.abs((image.getRGB(x, y) >> 8 & 255) - (image.getRGB(x + 1, y) >> 8 & 255));
                count++;
            }
        }
        return sum / count;
    }

    @Test
    void aPageShowsFramesSoundWindowsAndWhoSaidWhat() throws IOException {
        String whole = whole("--clip", "steady.mp4");
        assertThat(images(whole)).hasSize(12);
        String page = withoutImages(whole);
        assertThat(page)
                .contains("<h1>steady.mp4</h1>")
                .contains("the result is the one that was recorded")
                .contains("Frame of second 5")
                .contains("<circle")
                .contains("The crop that the encoder saw")
                .containsPattern("<td>voice and face together</td><td>female 0\\.9\\d+</td><td>\\d+\\.\\d years</td>")
                .containsPattern("<td>voice alone</td><td>female 0\\.\\d+</td><td>–</td>")
                .containsPattern("<td>face alone</td><td>female 0\\.\\d+</td><td>\\d+\\.\\d years</td><td>no mask")
                .contains("Voice and face agree on the gender")
                .contains("Nothing: every second has a picture with a face")
                .contains("time, s");
        assertThat(page).doesNotContain("<script", "<link").doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }

    @Test
    void theCropIsTheOneThatTheEncoderSaw() throws IOException {
        BufferedImage crop = images(whole("--clip", "steady.mp4")).get(1);
        assertThat(crop.getWidth()).isEqualTo(224);
        assertThat(crop.getHeight()).isEqualTo(224);
        int skin = crop.getRGB(112, 130); // between nose and cheek
        assertThat(skin >> 16 & 255).isGreaterThan(skin & 255); // red above blue: channels are in order
    }

    @Test
    void whatIsMissingIsToldInWords() throws IOException {
        assertThat(page("--clip", "silent.mp4"))
                .contains("There is no sound in the file")
                .contains("no voice was used");
        assertThat(page("--clip", "voice.wav"))
                .contains("There are no pictures in the file")
                .contains("The network gave no answer on age")
                .doesNotContain("<figure>");
        assertThat(page("--clip", "broken.mp4"))
                .contains("There is no answer: ")
                .contains("the result is the one that was recorded")
                .doesNotContain("There is no sound");
    }

    @Test
    void namesAreEscapedAndPagesHaveNamesOfTheirOwn() throws IOException {
        String page = page("--clip", "<b>bold & \"loud\".wav");
        assertThat(page)
                .contains("<h1>&lt;b&gt;bold &amp; &quot;loud&quot;.wav</h1>")
                .doesNotContain("<b>bold");
        try (Stream<Path> files = Files.list(pages())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("b-bold-loud-\\.wav-[0-9a-f]{10}\\.html"))
                    .noneMatch(name -> name.endsWith(".crc"));
        }
    }

    @Test
    void membersOfArchivesAndCellsOfTablesAreFoundAgain() throws IOException {
        assertThat(page("--clip", "packed.zip/inner/silent.mp4"))
                .contains("the result is the one that was recorded")
                .contains("Frame of second 0");
        Path table = folder.resolve("table");
        Path output = folder.resolve("cells");
        try (SparkSession spark = SparkSessions.open("test")) {
            spark.read()
                    .format("binaryFile")
                    .load(clips.resolve("silent.mp4").toString())
                    .selectExpr("'first' AS id", "content")
                    .write()
                    .mode(SaveMode.Overwrite)
                    .parquet(table.toString());
        }
        String id = "first";
        TestingCommand.told(
                "label", "--input", table, "--content-column", "content", "--id-column", "id", "--output", output);
        String told = TestingCommand.told(
                "explain", "--output", output, "--clip", id, "--content-column", "content", "--id-column", "id");
        assertThat(Files.readString(local(told.strip())))
                .contains("the result is the one that was recorded")
                .contains("Frame of second 0");
        assertThat(refused(2, "explain", "--output", output, "--clip", id)).contains("--content-column");
    }

    @Test
    void facesAreBlurredBeyondRecognition() throws IOException {
        BufferedImage clear = images(whole("--clip", "steady.mp4")).get(0);
        String blurred = whole("--clip", "steady.mp4", "--anonymous", "--to", folder.resolve("anonymous"));
        List<BufferedImage> images = images(blurred);
        // The face of this clip lies between these parts of the frame.
        double before = detail(clear, 0.38, 0.16, 0.52, 0.32);
        double after = detail(images.get(0), 0.38, 0.16, 0.52, 0.32);
        assertThat(before).isGreaterThan(4);
        assertThat(after).isLessThan(before / 3);
        assertThat(detail(images.get(0), 0.3, 0.6, 0.7, 0.9)).isGreaterThan(4); // the rest is clear
        assertThat(detail(images.get(1), 0, 0, 1, 1)).isLessThan(2.5); // the crop
        assertThat(withoutImages(blurred)).contains("Faces are blurred here");
    }

    @Test
    void theFilmHasAPictureForEachSecondAndSoundUnlessAnonymous() throws IOException {
        Path to = folder.resolve("films");
        String page = page("--clip", "steady.mp4", "--video", "--to", to);
        assertThat(page).contains("<video controls preload=\"metadata\" src=\"steady.mp4.mp4\">");
        TestingFilms.Film film = TestingFilms.read(to.resolve("steady.mp4.mp4"));
        assertThat(film.pictures()).isEqualTo(6);
        assertThat(film.codec()).isEqualTo("h264");
        assertThat(film.soundSeconds()).isBetween(5.5, 6.5);
        page("--clip", "voice.wav", "--video", "--to", to);
        assertThat(TestingFilms.read(to.resolve("voice.wav.mp4")).pictures()).isEqualTo(5);
        page("--clip", "steady.mp4", "--video", "--anonymous", "--to", to);
        assertThat(TestingFilms.read(to.resolve("steady.mp4.mp4")).soundSeconds())
                .isZero();
    }

    @Test
    void theWorstComeFirstAndAListLeadsToThem() throws IOException {
        Path to = folder.resolve("worst");
        String told = TestingCommand.told(
                "explain",
                "--output",
                labels,
                "--worst",
                2,
                "--by",
                "age_error",
                "--labels",
                folder.resolve("truth.csv"),
                "--to",
                to);
        assertThat(told.lines()
                        .map(ExplainCommandIT::local)
                        .map(Path::getFileName)
                        .map(Path::toString))
                .containsExactly("steady.mp4.html", "dark.mp4.html", "index.html");
        String index = Files.readString(to.resolve("index.html"));
        assertThat(index)
                .contains("href=\"steady.mp4.html\"")
                .contains("label: female")
                .containsPattern("age error of [12]\\d\\.\\d years");
        assertThat(Files.readString(to.resolve("steady.mp4.html")))
                .contains("✗ wrong")
                .contains("years too young");
        String masks = TestingCommand.told(
                "explain",
                "--output",
                labels,
                "--worst",
                1,
                "--by",
                "mask",
                "--labels",
                folder.resolve("truth.csv"),
                "--to",
                to);
        assertThat(masks).contains("dark.mp4.html");
        assertThat(TestingCommand.told("explain", "--output", labels, "--worst", 1, "--by", "confidence", "--to", to))
                .contains(".html");
        assertThat(refused(2, "explain", "--output", labels, "--worst", 1, "--by", "age_error"))
                .contains("--by age_error: no clip of run")
                .contains("--labels");
    }

    @Test
    void voiceAndFaceDisagreeByRunsOfEach() throws IOException {
        assertThat(refused(2, "explain", "--output", labels, "--worst", 1, "--by", "disagreement"))
                .contains("has no run of the voice alone")
                .contains("--modality audio");
        Path output = folder.resolve("modalities");
        for (String modality : List.of("both", "audio", "visual")) {
            TestingCommand.told("label", "--input", clips, "--output", output, "--modality", modality);
        }
        String told = TestingCommand.told("explain", "--output", output, "--worst", 1, "--by", "disagreement");
        assertThat(Files.readString(local(told.strip())))
                .containsPattern("voice and face differ by 0\\.\\d+ in P\\(female\\)");
    }

    @Test
    void whatIsGoneOrOtherIsTold() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own"));
        TestingCorpus.copy("steady.mp4", own.resolve("a.mp4"));
        TestingCorpus.copy("dark.mp4", own.resolve("b.mp4"));
        Path output = folder.resolve("changed");
        TestingCommand.told("label", "--input", own, "--output", output);
        Files.delete(own.resolve("a.mp4"));
        Files.delete(own.resolve("b.mp4"));
        TestingCorpus.copy("silent.mp4", own.resolve("b.mp4"));
        assertThat(refused(2, "explain", "--output", output, "--worst", 9, "--by", "confidence"))
                .contains("1 of 2 clips could not be looked at")
                .contains("a.mp4: cannot be opened");
        Path written = output.resolve("explain");
        assertThat(Files.readString(written.resolve("index.html")))
                .contains("href=\"a.mp4.html\"")
                .contains("href=\"b.mp4.html\"")
                .contains("not the result that was recorded");
        assertThat(Files.readString(written.resolve("b.mp4.html")))
                .contains("The file has changed since it was labelled")
                .contains("<caption>What differs</caption>")
                .contains("<td>windows</td>");
        assertThat(Files.readString(written.resolve("a.mp4.html")))
                .contains("<td>outcome</td>")
                .contains("rejected: unreadable");
        // Pages show persons, and go with them.
        TestingCommand.told("forget", "--output", output, "--clip-id", "a.mp4");
        assertThat(written).doesNotExist();
    }

    @Test
    void theReportShowsFacesWhereItIsToldTo() throws IOException {
        Path evaluation = folder.resolve("evaluation");
        Path truth = folder.resolve("truth.csv");
        String report = "report.html";
        TestingCommand.told("evaluate", "--predictions", labels, "--labels", truth, "--output", evaluation);
        assertThat(images(Files.readString(evaluation.resolve(report)))).isEmpty();
        TestingCommand.told("evaluate", "--predictions", labels, "--labels", truth, "--output", evaluation, "--faces");
        String page = Files.readString(evaluation.resolve(report));
        assertThat(images(page)).hasSizeBetween(2, 12);
        assertThat(withoutImages(page))
                .contains("<h2>Faces of run ")
                .contains("--faces")
                .containsPattern("steady\\.mp4</b>age error of [12]\\d\\.\\d years");
        assertThat(refused(2, "evaluate", "--predictions", labels, "--output", evaluation, "--bundle", "x"))
                .contains("--bundle: is used by --faces alone");
    }

    @Test
    void anotherBundleIsRefused() {
        Path bundle = folder.resolve("tiny");
        TestingCommand.told("model", "random", "--architecture", "tiny", "--output", bundle);
        assertThat(refused(2, "explain", "--output", labels, "--clip", "steady.mp4", "--bundle", bundle))
                .contains("was made by compact-")
                .contains("--bundle");
    }

    @Test
    void mistakesAreNamedWithWhatWasMeant() {
        assertThat(refused(2, "explain", "--output", labels, "--clip", "stedy.mp4"))
                .contains("--clip stedy.mp4: run ")
                .contains("did you mean steady.mp4");
        assertThat(refused(2, "explain", "--output", labels)).contains("pass --clip, or --worst with --by");
        assertThat(refused(2, "explain", "--output", labels, "--worst", "3")).contains("--by");
        assertThat(refused(2, "explain", "--output", clips, "--clip", "a")).contains("contains no run of label");
        assertThat(refused(2, "explain", "--output", labels, "--clip", "steady.mp4", "--run", "x"))
                .contains("--run x: no such run; use --run with one of ");
    }
}
