package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script that {@code mvn package} writes, as people do. */
final class LauncherIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Map<String, String> UNARCHIVED = Map.of("ORAGEN_ARCHIVE", "off");

    @TempDir
    private Path folder;

    private Path installed;
    private Path link;

    /** The script with its jar in a folder of another name, and a link to it elsewhere. */
    @BeforeEach
    void install() throws IOException {
        installed = Files.createDirectories(folder.resolve("the program"));
        Files.copy(TARGET.resolve("oragen"), installed.resolve("oragen"));
        assertThat(installed.resolve("oragen").toFile().setExecutable(true)).isTrue();
        Files.copy(TARGET.resolve("oragen.classpath"), installed.resolve("oragen.classpath"));
        String jar = "oragen-" + Version.current() + ".jar";
        Files.createSymbolicLink(installed.resolve(jar), TARGET.resolve(jar));
        link = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("of a user")).resolve("label clips"),
                Path.of("../the program/oragen"));
    }

    private record Told(int exitCode, List<String> out, List<String> errors) {}

    private Told run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(link.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("at work")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeAll(List.of("SPARK_HOME", "ORAGEN_CONF"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ORAGEN_JAVA_OPTS", "-Xmx1g");
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Told(exitCode, lines(out), lines(errors));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8);
    }

    @Test
    void aCommandRunsFromAnyFolderByALink() throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("at work/my clips"));
        TestingCorpus.copy("voice.wav", corpus.resolve("a voice.wav"));

        Told told = run(UNARCHIVED, "label", "--input", "my clips", "--output", "my labels");

        assertThat(told.exitCode()).as(String.join("\n", told.errors())).isZero();
        assertThat(told.out())
                .anySatisfy(line -> assertThat(line).startsWith("a voice.wav  "))
                .anySatisfy(line -> assertThat(line).startsWith("1 clips in ").contains("1 predicted, 0 rejected"));
        // Warnings of Spark are not for users who start one command.
        assertThat(told.errors()).noneMatch(line -> line.contains("WARN"));
        assertThat(corpus.resolveSibling("my labels/predictions")).isDirectory();
    }

    @Test
    void theJarHoldsAllThatAReportNeeds() throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("at work/corpus"));
        TestingCorpus.copy("voice.wav", corpus.resolve("voice.wav"));
        Files.writeString(corpus.resolve("list.csv"), "path,gender\nvoice.wav,male\n");

        Told told = run(UNARCHIVED, "label", "--input", "corpus/list.csv", "--output", "labels", "--evaluate");

        assertThat(told.exitCode()).as(String.join("\n", told.errors())).isZero();
        assertThat(corpus.resolveSibling("labels/evaluation/report.html"))
                .content()
                .contains("ORAGEN evaluation");
    }

    @Test
    void anErrorIsTheLastThingSaidAndHasItsExitCode() throws IOException, InterruptedException {
        Told told = run(UNARCHIVED, "label", "--input", "no such folder", "--output", "my labels");

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.errors().get(told.errors().size() - 1)).startsWith("error: --input no such folder");
    }

    @Test
    void aSparkThatIsNotThereIsNamed() throws IOException, InterruptedException {
        Told told = run(Map.of("SPARK_HOME", folder.toString()), "--version");

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.errors())
                .containsExactly(
                        "error: SPARK_HOME " + folder + " has no folder jars; set it to where Spark is unpacked");
    }

    @Test
    void sparkHomeServesAsWell() throws IOException, InterruptedException {
        Path jars = Files.createDirectories(folder.resolve("spark home/jars"));
        for (String jar :
                Files.readString(TARGET.resolve("oragen.classpath")).strip().split(":")) {
            Files.createSymbolicLink(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
        }
        Files.delete(installed.resolve("oragen.classpath"));

        Told told = run(
                Map.of("SPARK_HOME", jars.getParent().toString(), "ORAGEN_ARCHIVE", "off"),
                "status",
                "--output",
                "no such folder");

        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.errors().get(told.errors().size() - 1))
                .startsWith("error: ")
                .contains("no such folder");
    }

    @Test
    void classesAreArchivedOnceAndABrokenArchiveIsDoneWithout() throws IOException, InterruptedException {
        Told first = run(Map.of(), "--version");
        Path archive = archive();

        assertThat(first.exitCode()).isZero();
        assertThat(first.errors()).hasSize(1);
        assertThat(first.errors().get(0)).startsWith("oragen: preparing faster starts");
        assertThat(archive).isNotEmptyFile();
        Told second = run(Map.of("ORAGEN_JAVA_OPTS", "-Xshare:on"), "--version");
        assertThat(second).isEqualTo(new Told(0, first.out(), List.of()));
        assertThat(archive.toFile().setWritable(true)).isTrue();
        Files.writeString(archive, "no archive");
        assertThat(run(Map.of(), "--version")).isEqualTo(second);
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(installed.resolve("classes.archive"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
