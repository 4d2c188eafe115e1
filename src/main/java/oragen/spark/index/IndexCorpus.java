package oragen.spark.index;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.InputException;
import oragen.corpus.format.CorpusReader;
import oragen.spark.clips.FileListing;
import oragen.spark.clips.SkippedFiles;
import oragen.spark.index.IndexOptions.MalformedLines;
import oragen.spark.index.IndexOptions.Speakers;
import oragen.spark.session.JobSteps;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/** The job {@code corpus index}: list files → read labels → join → manifest, problems and summary. */
public final class IndexCorpus {
    /** A file of so many rows is read in one go by any tool; more rows make more files. */
    private static final long ROWS_A_FILE = 1_000_000;

    private static final int STEPS = 4;

    private static final int MOST_TASKS = 256;
    private static final String[] ITEM_KEY = {"item_key"};

    private final SparkSession spark;
    private final IndexOptions options;
    private final CorpusReader reader;
    private final String root;
    private final JobSteps heard;
    private final List<Dataset<Row>> kept = new ArrayList<>();
    private int step;

    public IndexCorpus(SparkSession spark, IndexOptions options, JobSteps heard) {
        this.heard = heard;
        this.spark = spark;
        this.options = options;
        this.reader = options.reader();
        this.root = new FileListing(spark).qualified(options.root());
    }

    /** Writes the manifest; costs one listing, two reads of the label files and three shuffles. */
    public IndexSummary execute() {
        begin("files");
        Dataset<Row> files = keep(new FileListing(spark).list(root));
        try {
            Dataset<Row> entered = files.filter(col("passed_over").isNull())
                    .map(new RelativePath(root), Encoders.row(FileListing.SCHEMA));
            Dataset<Row> relative = entered.filter(not(col("unreadable")));
            Dataset<Row> media = relative.flatMap(new MediaRows(reader), Encoders.row(MediaRows.SCHEMA));
            Dataset<Row> entries = keep(new LabelledFiles(reader.labelMatch()).resolved(media, labels(relative)));
            begin("labels");
            refuseMalformed(entries);
            Dataset<Row> merged = keep(merged(entries));
            Dataset<Row> joined = keep(join(media, merged));
            Dataset<Row> rows = keep(manifest(joined));
            refuseEmpty(media, entries, rows);
            begin("manifest");
            write(rows);
            begin("problems");
            Dataset<Row> unreadable = entered.filter(col("unreadable"));
            Dataset<Row> problems = new IndexProblems(unreadable, entries, merged, joined, rows).all();
            return new IndexTables(spark, options)
                    .write(
                            problems,
                            SkippedFiles.count(files.select("passed_over")
                                    .union(relative.flatMap(new OtherKinds(reader), Encoders.row(OtherKinds.SCHEMA)))));
        } finally {
            // All gone before the session ends, which would warn of each block.
            kept.forEach(rows -> rows.unpersist(true));
        }
    }

    private void begin(String what) {
        heard.begins(++step, STEPS, what);
    }

    /** Kept until the job ends, as it is read several times; on disk, as a million rows do not fit into a small heap. */
    private Dataset<Row> keep(Dataset<Row> rows) {
        kept.add(rows.persist(StorageLevel.DISK_ONLY()));
        return rows;
    }

    private Dataset<Row> labels(Dataset<Row> relative) {
        List<String> labelFiles = relative.select("path").filter(new IsLabelFile(reader)).collectAsList().stream()
                .map(row -> row.<String>getAs("path"))
                .sorted()
                .toList();
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        Dataset<Row> entries = rows(labelFiles, new LabelRows(reader, root, configuration));
        Speakers speakers = options.speakers();
        if (speakers == null) {
            return entries;
        }
        Path table = new Path(new FileListing(spark).qualified(speakers.location()));
        return entries.filter(not(col("file").equalTo(lit(relative(table)))))
                .union(rows(
                        List.of(table.getName()),
                        new LabelRows(speakers.reader(), String.valueOf(table.getParent()), configuration)));
    }

    private String relative(Path file) {
        String path = file.toString();
        return path.startsWith(root + "/") ? path.substring(root.length() + 1) : path;
    }

    private Dataset<Row> rows(List<String> files, LabelRows reading) {
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(files, Math.max(1, Math.min(files.size(), MOST_TASKS)))
                        .flatMap(reading),
                LabelRows.SCHEMA);
    }

    private void refuseEmpty(Dataset<Row> media, Dataset<Row> entries, Dataset<Row> rows) {
        if (!rows.isEmpty()) {
            return;
        }
        long files = media.count();
        String found = files == 0
                ? "no media file of format " + reader.corpus()
                : files + " media files of format " + reader.corpus() + ", and labels for none ("
                        + entries.filter(col("level").isNotNull()).count() + " labels read)";
        throw new InputException(root, found, "check --format and --root; expected is " + reader.layout());
    }

    private void refuseMalformed(Dataset<Row> entries) {
        if (options.malformed() == MalformedLines.REFUSED) {
            entries.filter(col("kind").equalTo("malformed"))
                    .orderBy("file", "line")
                    .limit(1)
                    .collectAsList()
                    .forEach(row -> {
                        throw new InputException(
                                root + "/" + row.getAs("file") + ", line " + row.getAs("line"),
                                row.getAs("message"),
                                "correct the line, or omit --strict to skip it");
                    });
        }
    }

    private static Dataset<Row> merged(Dataset<Row> entries) {
        Column[] key = Arrays.stream(MergedLabels.KEY.fieldNames())
                .map(name -> col(name))
                .toArray(Column[]::new);
        Dataset<Row> labels = entries.filter(col("level").isNotNull());
        return labels.groupBy(key)
                .as(Encoders.row(MergedLabels.KEY), Encoders.row(labels.schema()))
                .flatMapGroups(new MergedLabels(), Encoders.row(MergedLabels.SCHEMA));
    }

    /** Every media file with its labels, and every label with its media files; one side may be missing. */
    private static Dataset<Row> join(Dataset<Row> media, Dataset<Row> merged) {
        Dataset<Row> labels = merged.filter(col("duplicate").equalTo(false));
        Dataset<Row> items = labels.filter(col("level").equalTo("ITEM"))
                .select(
                        col("key").as("item_key"),
                        col("values").as("item_values"),
                        col("file").as("item_file"),
                        col("line").as("item_line"));
        Dataset<Row> speakers = labels.filter(col("level").equalTo("SPEAKER"))
                .groupBy(col("key").as("speaker_key"))
                .agg(first("values").as("speaker_values"));
        Dataset<Row> durations = labels.filter(col("level").equalTo("DURATION"))
                .select(col("key").as("item_key"), col("values").as("duration_values"));
        // A label may name the speaker whom the path does not tell.
        return media.join(items, ITEM_KEY, "full_outer")
                .withColumn("speaker_key", coalesce(col("item_values").getItem("speaker"), col("speaker_key")))
                .join(speakers, new String[] {"speaker_key"}, "left")
                .join(durations, ITEM_KEY, "left");
    }

    private Dataset<Row> manifest(Dataset<Row> joined) {
        Dataset<Row> found = joined.filter(col("path").isNotNull());
        Dataset<Row> kept = reader.keepsUnlabelled()
                ? found
                : found.filter(
                        col("item_values").isNotNull().or(col("speaker_values").isNotNull()));
        List<String> further = further(kept);
        String corpus = options.corpus() == null ? reader.corpus() : options.corpus();
        return kept.map(new ManifestRow(corpus, root, further), Encoders.row(ManifestRow.schema(further)));
    }

    private static List<String> further(Dataset<Row> rows) {
        List<String> known = new ArrayList<>(Arrays.asList(ManifestRow.SCHEMA.fieldNames()));
        known.add("label_problem");
        List<String> names = new ArrayList<>();
        for (String source : List.of("path_values", "speaker_values", "item_values")) {
            rows.select(explode(map_keys(col(source))).as("name"))
                    .distinct()
                    .collectAsList()
                    .forEach(row -> names.add(row.getAs("name")));
        }
        return names.stream()
                .filter(name -> !known.contains(name))
                .distinct()
                .sorted()
                .toList();
    }

    /** Of rows with one identity the first counts; the order is that of the clip ids. */
    private void write(Dataset<Row> rows) {
        Dataset<Row> clips = unique(rows).filter(col("place").equalTo(1)).drop("place", "problem");
        long count = clips.count();
        int files = (int) Math.max(1, count / ROWS_A_FILE);
        Dataset<Row> sorted = files == 1
                ? clips.coalesce(1).sortWithinPartitions("clip_id")
                : clips.repartitionByRange(files, col("clip_id")).sortWithinPartitions("clip_id");
        sorted.write().mode(SaveMode.Overwrite).parquet(options.output());
    }

    static Dataset<Row> unique(Dataset<Row> rows) {
        return rows.withColumn(
                "place", row_number().over(Window.partitionBy("clip_id").orderBy("path")));
    }
}
