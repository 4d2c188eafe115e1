package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oragen.run.TestingS3;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clips and results in a bucket. */
final class S3IT {
    private static final String CLIPS = TestingS3.BUCKET + "/clips";
    private static final String OUTPUT = TestingS3.BUCKET + "/labels";

    private final StringWriter errors = new StringWriter();
    private TestingS3 server;

    @BeforeEach
    void plant() throws IOException {
        server = TestingS3.start();
        server.put("/demo/steady.mp4", CLIPS + "/with space/steady ü #1.mp4");
        server.put("/demo/silent.mp4", CLIPS + "/silent.mp4");
        server.put("/demo/manifest.csv", CLIPS + "/text.mp4");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int oragen(String... arguments) {
        return Main.run(new PrintWriter(errors, true), arguments);
    }

    private int label(String... options) {
        List<String> arguments = new ArrayList<>(List.of("label", "--input", CLIPS, "--output", OUTPUT));
        arguments.addAll(List.of(options));
        return oragen(arguments.toArray(String[]::new));
    }

    private static Map<String, String> current() throws IOException {
        return TestingCorpus.current(OUTPUT);
    }

    private List<String> objects() throws IOException {
        List<String> names = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> files = server.fileSystem().listFiles(new Path(OUTPUT), true);
        while (files.hasNext()) {
            names.add(files.next().getPath().toString().substring(OUTPUT.length() + 1));
        }
        return names;
    }

    private String object(String prefix, String ending) throws IOException {
        return objects().stream()
                .filter(name -> name.startsWith(prefix) && name.endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    private void copy(String from, String to) throws IOException {
        FileSystem bucket = server.fileSystem();
        FileUtil.copy(
                bucket,
                new Path(OUTPUT, new Path(null, null, from)),
                bucket,
                new Path(OUTPUT, new Path(null, null, to)),
                false,
                bucket.getConf());
    }

    private void write(String path, String content) throws IOException {
        try (OutputStream stream = server.fileSystem().create(new Path(path), true)) {
            stream.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aBucketIsLabelledOnceAndGoesOnAfterAKilledDriver() throws IOException {
        assertThat(label("--windows", "--wave-clips", "2")).as("%s", errors).isZero();
        Map<String, String> first = Map.of(
                "silent.mp4",
                "00000 predicted",
                "text.mp4",
                "00000 corrupt",
                "with space/steady ü #1.mp4",
                "00001 predicted");
        assertThat(current()).isEqualTo(first);
        assertThat(label()).as("%s", errors).isZero();
        assertThat(current()).isEqualTo(first);
        assertThat(objects())
                .noneMatch(name -> name.startsWith("_"))
                .filteredOn(name -> name.startsWith("runs/"))
                .hasSize(1);

        // What a driver leaves that dies while a wave is copied to its place: a part of it, and clips in hand.
        String record = object("runs/", ".json");
        String runKey = record.replaceAll("runs/|\\.json", "");
        server.put("/demo/wide.mp4", CLIPS + "/wide.mp4");
        copy(object("predictions/", ".parquet"), "predictions/run_key=" + runKey + "/wave=00002/part-0.parquet");
        write(OUTPUT + "/_staging/" + runKey + "/journal/wave2-partition0-7", CLIPS + "/wide.mp4");
        assertThat(label("--evaluate")).as("%s", errors).isZero();
        assertThat(current()).hasSize(4).containsEntry("wide.mp4", "00002 predicted");
        assertThat(objects()).noneMatch(name -> name.startsWith("_") || name.endsWith("part-0.parquet"));

        assertThat(oragen("status", "--output", OUTPUT)).isZero();
        assertThat(oragen("compact", "--output", OUTPUT)).as("%s", errors).isZero();
        assertThat(oragen("forget", "--output", OUTPUT, "--clip-id", "wide.mp4"))
                .as("%s", errors)
                .isZero();
        assertThat(current().keySet()).isEqualTo(first.keySet());
        // Without it no wave counts: it must be there at any time.
        assertThat(server.removed()).isNotEmpty().noneMatch(name -> name.endsWith(record));
    }

    @Test
    void aLockHoldsABucketAndABundleMayLieInOne() throws IOException {
        FileSystem bucket = server.fileSystem();
        Path local = new Path(java.nio.file.Path.of("models/compact").toUri());
        bucket.copyFromLocalFile(local, new Path(TestingS3.BUCKET + "/models/compact"));
        long now = System.currentTimeMillis();
        String lock = OUTPUT + "/_lock.json";
        String holder = "{\"host\":\"elsewhere\",\"process\":1,\"startedMillis\":%d,\"seenMillis\":%d}";
        write(lock, holder.formatted(now - 5000, now));
        String bundle = TestingS3.BUCKET + "/models/compact";
        assertThat(label("--bundle", bundle)).isEqualTo(2);
        assertThat(errors.toString()).contains("is in use by process 1 on elsewhere for ");
        write(lock, holder.formatted(now - 500_000, now - 400_000));
        assertThat(label("--bundle", bundle, "--limit", "1")).as("%s", errors).isZero();
        assertThat(current()).containsOnlyKeys("silent.mp4");
        assertThat(bucket.exists(new Path(lock))).isFalse();
    }
}
