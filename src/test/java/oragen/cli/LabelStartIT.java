package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import oragen.spark.label.LabelPlan;
import oragen.spark.label.LabelSummary;
import oragen.spark.label.Labelling;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code label} costs beside the labelling. */
final class LabelStartIT {
    private final SparkSession spark = SparkSessions.open("start");

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws IOException {
        spark.close();
    }

    private Path clips(String name) throws IOException {
        Path clips = Files.createDirectories(folder.resolve(name));
        TestingCorpus.copy("voice.wav", clips.resolve("voice.wav"));
        Files.writeString(clips.resolve("notes.txt"), "no media");
        return clips;
    }

    @Test
    void oneClipTakesFiveJobs() throws IOException, TimeoutException {
        AtomicInteger jobs = new AtomicInteger();
        AtomicInteger before = new AtomicInteger();
        spark.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                jobs.incrementAndGet();
            }
        });

        LabelSummary summary = Labelling.of(spark)
                .input(clips("clips").toString())
                .output(folder.resolve("labels").toString())
                .progress((done, total) -> before.compareAndSet(0, jobs.get()))
                .run();
        spark.sparkContext().listenerBus().waitUntilEmpty();

        assertThat(summary.predicted()).isOne();
        // The listing, its counts, and then the clips, the table of predictions and that of rejects.
        assertThat(before).hasValueLessThanOrEqualTo(3);
        assertThat(jobs).hasValueLessThanOrEqualTo(5);
    }

    @Test
    void theSessionGetsItsSettingsBack() throws IOException {
        spark.conf().set("spark.sql.shuffle.partitions", "3");
        scala.collection.immutable.Map<String, String> before = spark.conf().getAll();

        plan(clips("clips"));

        assertThat(spark.conf().getAll()).isEqualTo(before);
        assertThat(spark.conf().get("spark.sql.shuffle.partitions")).isEqualTo("3");
    }

    private LabelPlan plan(Path... inputs) {
        Labelling job = Labelling.of(spark).output(folder.resolve("labels").toString());
        List.of(inputs).forEach(input -> job.input(input.toString()));
        return job.plan();
    }

    /** Folders so deep that tasks list them are not known to be few. */
    @Test
    void fewClipsAndManyAreCountedAlike() throws IOException {
        Path near = clips("near");
        Path deep = clips("deep/1/2/3/4/5");
        Path manifest = folder.resolve("manifest.csv");
        Files.writeString(manifest, "path,room\nnear/voice.wav,kitchen\nnear/voice.wav,\n");

        LabelPlan few = plan(near, manifest);
        LabelPlan many = plan(folder.resolve("deep"), near, manifest);

        assertThat(few.clips()).isOne();
        assertThat(many.clips()).isEqualTo(2);
        assertThat(many.bytes()).isEqualTo(2 * few.bytes());
        assertThat(few.skippedFiles().otherKinds()).isEqualTo(Map.of(".txt", 1L));
        assertThat(many.skippedFiles().otherKinds()).isEqualTo(Map.of(".txt", 2L));
        assertThat(deep).isDirectory();
    }
}
