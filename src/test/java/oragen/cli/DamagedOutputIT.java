package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged output is named, with what to do, and exit code 2: never an internal error. */
final class DamagedOutputIT {
    @TempDir
    private static Path pristine;

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();
    private Path output;

    @BeforeAll
    static void label() throws IOException {
        TestingCorpus.copy("voice.wav", pristine.resolve("a.wav"));
        Files.writeString(pristine.resolve("manifest.csv"), "path,gender\na.wav,male\n");
        assertThat(Main.run(
                        "label",
                        "--input",
                        pristine.resolve("manifest.csv").toString(),
                        "--output",
                        pristine.resolve("labels").toString()))
                .isZero();
    }

    @BeforeEach
    void copy() throws IOException {
        output = folder.resolve("labels");
        Path from = pristine.resolve("labels");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = output.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void assertTold(String file, String problem, String... command) {
        errors.getBuffer().setLength(0);
        assertThat(Main.run(new PrintWriter(errors, true), command))
                .as("%s", errors)
                .isEqualTo(2);
        assertThat(errors.toString())
                .contains(file)
                .contains(problem)
                .contains("(label or extract)")
                .contains("--overwrite");
        assertThat(errors.toString()).doesNotContain("internal error");
    }

    private String[] evaluate() {
        return new String[] {
            "evaluate",
            "--predictions",
            output.toString(),
            "--output",
            folder.resolve("evaluation").toString()
        };
    }

    private Path parquet() throws IOException {
        try (Stream<Path> files = Files.walk(output.resolve("predictions"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void removeChecksum(Path file) throws IOException {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    @Test
    void aTruncatedParquetFileIsNamed() throws IOException {
        Path file = parquet();
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 100));
        removeChecksum(file);
        assertTold(file.getFileName().toString(), "damaged", evaluate());
        assertTold(file.getFileName().toString(), "damaged", "compact", "--output", output.toString());
    }

    @Test
    void aForeignFileInARunsFolderIsNamed() throws IOException {
        Files.writeString(parquet().resolveSibling("notes.txt"), "to be labelled again");
        assertTold("notes.txt", "damaged", evaluate());
    }

    @Test
    void aDamagedRunRecordIsNamed() throws IOException {
        Path record;
        try (Stream<Path> files = Files.list(output.resolve("runs"))) {
            record = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(record, Files.readString(record).substring(0, 60));
        removeChecksum(record);
        for (String command : new String[] {"status", "compact"}) {
            assertTold(record.getFileName().toString(), "run record", command, "--output", output.toString());
        }
        Files.writeString(record, "{\"name\": \"of somebody else\"}");
        assertTold(record.getFileName().toString(), "run record", "status", "--output", output.toString());
    }
}
