package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corpora in archives get the labels that their files get. */
final class ShardsIT {
    private static final String ANNA = """
            {"gender": "female", "age": 39, "speaker": "anna", "mask_type": "scarf", "caption": "a person", "tags": [1]}
            """;

    @TempDir
    private Path folder;

    private Path shards;
    private final Map<String, byte[]> files = new TreeMap<>();

    @BeforeEach
    void plant() throws IOException {
        shards = Files.createDirectories(folder.resolve("shards"));
        Path loose = Files.createDirectories(folder.resolve("loose"));
        for (String clip : List.of("steady.mp4", "voice.wav")) {
            TestingCorpus.copy(clip, loose.resolve(clip));
            files.put("train/" + clip, Files.readAllBytes(loose.resolve(clip)));
        }
        files.put("train/steady.json", ANNA.getBytes(StandardCharsets.UTF_8));
        files.put("train/steady.txt", "hello".getBytes(StandardCharsets.UTF_8));
        files.put("train/notes.bin", new byte[3]);
    }

    private void tar(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    private void plantShards() throws IOException {
        tar(Files.newOutputStream(shards.resolve("1.tar")));
        tar(new GZIPOutputStream(Files.newOutputStream(shards.resolve("2.tar.gz"))));
        try (ZipArchiveOutputStream zip =
                new ZipArchiveOutputStream(shards.resolve("3.zip").toFile())) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        }
        Files.write(shards.resolve("4.tar"), new byte[700]);
        byte[] damaged = Files.readAllBytes(shards.resolve("1.tar"));
        Files.write(shards.resolve("5.tar"), java.util.Arrays.copyOf(damaged, damaged.length / 2));
    }

    private static String label(Row row) {
        return row.getAs("gender") + " " + row.getAs("age") + " " + row.getAs("window_count");
    }

    @Test
    void membersGetTheLabelsOfTheirFilesAndOfTheirSamples() throws IOException {
        plantShards();
        Path labels = folder.resolve("labels");

        String told = label(labels);

        assertThat(told).contains("1 rejected").contains("empty archives");
        Map<String, Row> packed = TestingCorpus.rows(labels.resolve("predictions"));
        Map<String, Row> alone =
                Map.of("steady.mp4", packed.remove("steady.mp4"), "voice.wav", packed.remove("voice.wav"));
        assertThat(packed.keySet())
                .containsExactly(
                        "1.tar/train/steady.mp4",
                        "1.tar/train/voice.wav",
                        "2.tar.gz/train/steady.mp4",
                        "2.tar.gz/train/voice.wav",
                        "3.zip/train/steady.mp4",
                        "3.zip/train/voice.wav",
                        "5.tar/train/steady.mp4");
        packed.forEach((id, row) ->
                assertThat(label(row)).as(id).isEqualTo(label(alone.get(id.substring(id.lastIndexOf('/') + 1)))));
        Row steady = packed.get("2.tar.gz/train/steady.mp4");
        assertThat(steady.<String>getAs("label_gender")).isEqualTo("female");
        assertThat(steady.<Double>getAs("label_age")).isEqualTo(39);
        assertThat(steady.<String>getAs("speaker")).isEqualTo("anna");
        assertThat(steady.<String>getAs("label_caption")).isEqualTo("a person");
        assertThat(steady.<String>getAs("label_tags")).isEqualTo("[1]");
        assertThat(steady.<String>getAs("label_txt")).isEqualTo("hello");
        assertThat(steady.<String>getAs("label_given_mask_type")).isEqualTo("scarf");
        assertThat(steady.<String>getAs("path")).endsWith("2.tar.gz!/train/steady.mp4");
        assertThat(packed.get("1.tar/train/voice.wav").<String>getAs("label_txt"))
                .isNull();
        assertThat(packed.get("1.tar/train/steady.mp4").<String>getAs("file_sha256"))
                .isEqualTo(packed.get("2.tar.gz/train/steady.mp4").<String>getAs("file_sha256"))
                .hasSize(64);
        Map<String, Row> rejects = TestingCorpus.rows(labels.resolve("rejects"));
        assertThat(rejects.keySet()).containsExactly("5.tar");
        assertThat(rejects.get("5.tar").<String>getAs("reason")).isEqualTo("corrupt");

        assertThat(label(labels)).contains("0 clips in").contains("already done");
        assertThat(TestingCommand.told("forget", "--output", labels, "--clip-id", "3.zip/train/voice.wav"))
                .contains("1");
        assertThat(label(labels)).contains("1 clips in");
    }

    /** More than are collected on the driver; a million were listed by hand with 1 GB of memory. */
    @Test
    void aTarOfTensOfThousandsOfMembersIsListed() throws IOException {
        int members = 30_000;
        byte[] tiny = new byte[100];
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(Files.newOutputStream(shards.resolve("large.tar")))) {
            for (int member = 0; member < members; member++) {
                TarArchiveEntry entry = new TarArchiveEntry("train/" + member + ".wav");
                entry.setSize(tiny.length);
                tar.putArchiveEntry(entry);
                tar.write(tiny);
                tar.closeArchiveEntry();
            }
        }

        String told =
                TestingCommand.told("label", "--input", shards, "--output", folder.resolve("labels"), "--dry-run");

        assertThat(told).contains("30000 clips to do (3.0 MB), 0 already done; waves: 2");
        assertThat(folder.resolve("labels")).doesNotExist();
    }

    private String label(Path labels) {
        return TestingCommand.told(
                "label",
                "--input",
                shards,
                "--input",
                folder.resolve("loose"),
                "--output",
                labels,
                "--changed-by",
                "hash");
    }
}
