package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a stand-in for the JVM, which writes an archive of three letters. */
final class LauncherScriptTest {
    private static final String JAVA = """
            #!/bin/sh
            for word; do
                case $word in
                    -XX:ArchiveClassesAtExit=*)
                        echo makes >>"$0.log"
                        trap 'exit 1' TERM
                        sleep "${SLOW:-0}" &
                        wait $!
                        echo jsa >"${word#*=}"
                        exit ;;
                    -XX:SharedArchiveFile=*) echo "archive ${word#*=}" ;;
                esac
            done
            """;

    @TempDir
    private Path folder;

    private Path installed;
    private Path java;

    @BeforeEach
    void install() throws IOException {
        installed = Files.createDirectories(folder.resolve("the program"));
        write(
                installed.resolve("oragen"),
                Files.readString(Path.of("src/main/scripts/oragen"))
                        .replace("@project.build.finalName@", "oragen")
                        .replaceAll("@\\S+@", "-Xshare:auto"));
        Path jar = Files.createFile(installed.resolve("oragen.jar"));
        Files.writeString(installed.resolve("oragen.classpath"), jar + "\n");
        java = Files.createDirectories(folder.resolve("a jdk/bin")).resolve("java");
        write(java, JAVA);
    }

    private static void write(Path script, String text) throws IOException {
        Files.writeString(script, text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private Process start(String slow) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(installed.resolve("oragen").toString(), "--version")
                .redirectError(folder.resolve("errors.txt").toFile())
                .redirectOutput(folder.resolve("out.txt").toFile());
        builder.environment().keySet().removeAll(List.of("SPARK_HOME", "HOME", "XDG_CACHE_HOME", "ORAGEN_ARCHIVE"));
        builder.environment().put("JAVA_HOME", folder.resolve("a jdk").toString());
        builder.environment().put("SLOW", slow);
        return builder.start();
    }

    private String run() throws IOException, InterruptedException {
        assertThat(start("0").waitFor()).isZero();
        return Files.readString(folder.resolve("out.txt"));
    }

    private Path archives() {
        return installed.resolve("classes.archive");
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> files = Files.list(archives())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void archiveIsMadeOnceAndUsed() throws IOException, InterruptedException {
        assertThat(run()).startsWith("archive " + archives());
        assertThat(run()).startsWith("archive " + archives());
        assertThat(Files.readString(Path.of(java + ".log"))).isEqualTo("makes\n");
    }

    @Test
    void thereIsNoArchiveWhereThereIsNoFolderForIt() throws IOException, InterruptedException {
        Files.createFile(archives());
        assertThat(run()).isEmpty();
        assertThat(Path.of(java + ".log")).doesNotExist();
    }

    @Test
    void whatAKilledStartLeftIsDeleted() throws IOException, InterruptedException {
        Path part = Files.createDirectories(archives().resolve("part.old"));
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        Files.createDirectories(archives().resolve("part.new"));
        run();
        assertThat(archived()).hasSize(2).contains("part.new").doesNotContain("part.old");
    }

    @Test
    void startThatIsToldToEndLeavesNothing() throws IOException, InterruptedException {
        Process process = start("30");
        while (!Files.exists(Path.of(java + ".log"))) {
            Thread.sleep(20);
        }
        // The trap is set just after the stand-in is started.
        Thread.sleep(300);
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(archived()).isEmpty();
    }
}
