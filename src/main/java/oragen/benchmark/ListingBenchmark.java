package oragen.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import oragen.run.OutputFolder;
import oragen.run.Product;
import oragen.run.RunStore;
import oragen.spark.clips.ChangeCheck;
import oragen.spark.clips.ClipSelection;
import oragen.spark.clips.FileListing;
import oragen.spark.clips.PartitionPlan;
import oragen.spark.clips.PendingClips;
import oragen.spark.label.Labelling;
import oragen.spark.table.RunTables;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Measures what {@code label} does before its first clip: listing many files, and planning a large manifest. */
public final class ListingBenchmark {
    private static final int FILES_A_FOLDER = 200;

    private final SparkSession spark;
    private final String output;

    /** @param output local folder for the files and the manifest; what an earlier benchmark left is replaced */
    public ListingBenchmark(SparkSession spark, String output) {
        this.spark = spark;
        this.output = output;
    }

    /** Listing on one thread of the driver, and in parallel. */
    public record Listing(long files, double serialSeconds, double parallelSeconds) {}

    /**
     * Reading, checking and numbering a manifest, and planning its first wave.
     *
     * @param peakHeapBytes of this JVM meanwhile, garbage included
     */
    public record Planning(long rows, double seconds, int waves, int partitions, long peakHeapBytes) {}

    public Listing list(int files) {
        Path root = new Path(output, "files");
        try {
            FileSystem fileSystem = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
            fileSystem.delete(root, true);
            // Hadoop's local file system starts a process for each file that it makes.
            java.nio.file.Path local =
                    java.nio.file.Path.of(fileSystem.makeQualified(root).toUri().getPath());
            for (int i = 0; i < files; i++) {
                java.nio.file.Path folder = local.resolve(Integer.toString(i / FILES_A_FOLDER));
                Files.createDirectories(folder);
                Files.createFile(folder.resolve(i + ".mp4"));
            }
            new FileListing(spark)
                    .list(fileSystem.makeQualified(root).toString())
                    .count();
            long began = System.nanoTime();
            long found = new FileListing(spark)
                    .list(fileSystem.makeQualified(root).toString())
                    .count();
            double parallel = seconds(began);
            began = System.nanoTime();
            Iterator<Row> walk = FileListing.walk(
                    root.toString(),
                    List.of(root.toString()),
                    new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
            while (walk.hasNext()) {
                walk.next();
            }
            double serial = seconds(began);
            fileSystem.delete(root, true);
            return new Listing(found, serial, parallel);
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be filled with files", e);
        }
    }

    public Planning plan(long rows) {
        String manifest = new Path(output, "manifest.parquet").toString();
        String pending = new Path(output, "pending").toString();
        spark.range(rows)
                .select(
                        concat(lit("/nowhere/"), col("id"), lit(".mp4")).as("path"),
                        concat(lit("clip"), col("id")).as("clip_id"),
                        lit("made-up").as("corpus"),
                        concat(lit("s"), pmod(col("id"), lit(6000))).as("speaker"),
                        lit("female").as("gender"),
                        pmod(col("id"), lit(90)).as("age"))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(manifest);
        delete(pending);
        long began = System.nanoTime();
        ClipSelection selection = new ClipSelection(
                List.of(manifest), null, null, Labelling.DEFAULT_WAVE_CLIPS, ChangeCheck.MODIFICATION_TIME);
        OutputFolder labels = OutputFolder.open(
                new Path(output, "labels").toString(), spark.sparkContext().hadoopConfiguration());
        RunStore store = new RunStore(labels, "benchmark");
        try (HeapSampler heap = new HeapSampler();
                PendingClips clips = PendingClips.of(
                        spark, selection, new RunTables(spark, store).done(Product.PREDICTIONS, Set.of()))) {
            clips.stage(pending);
            int cores = spark.sparkContext().defaultParallelism();
            PartitionPlan plan = PartitionPlan.of(clips.firstWave(), PartitionPlan.defaultCount(cores), Set.of());
            return new Planning(
                    clips.totals().clips(),
                    seconds(began),
                    clips.totals().waves(selection.waveClips()),
                    plan.partitions().size(),
                    heap.peakBytes());
        } finally {
            delete(pending);
        }
    }

    private void delete(String folder) {
        try {
            Path path = new Path(folder);
            path.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(path, true);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
