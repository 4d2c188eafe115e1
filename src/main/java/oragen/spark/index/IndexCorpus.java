package oragen.spark.index;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oragen.InputException;
import oragen.corpus.CorpusReader;
import oragen.spark.FileListing;
import oragen.spark.index.IndexOptions.MalformedLines;
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

    private static final String[] ITEM_KEY = {"item_key"};

    private final SparkSession spark;
    private final IndexOptions options;
    private final CorpusReader reader;
    private final String root;

    public IndexCorpus(SparkSession spark, IndexOptions options) {
        this.spark = spark;
        this.options = options;
        this.reader = options.reader();
        this.root = new FileListing(spark).qualified(options.root());
    }

    /** Writes the manifest; costs one listing, two reads of the label files and three shuffles. */
    public IndexSummary execute() {
        Dataset<Row> files = new FileListing(spark).list(root).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Dataset<Row> relative = files.map(new RelativePath(root), Encoders.row(FileListing.SCHEMA));
            Dataset<Row> media = relative.flatMap(new MediaRows(reader), Encoders.row(MediaRows.SCHEMA));
            Dataset<Row> entries = labels(relative).persist(StorageLevel.MEMORY_AND_DISK());
            refuseMalformed(entries);
            Dataset<Row> merged = merged(entries).persist(StorageLevel.MEMORY_AND_DISK());
            Dataset<Row> joined = join(media, merged).persist(StorageLevel.MEMORY_AND_DISK());
            Dataset<Row> rows = manifest(joined).persist(StorageLevel.MEMORY_AND_DISK());
            write(rows);
            Dataset<Row> problems = problems(entries, merged, joined, rows);
            return new IndexTables(spark, options).write(rows, problems);
        } finally {
            spark.catalog().clearCache();
        }
    }

    private Dataset<Row> labels(Dataset<Row> relative) {
        List<String> labelFiles = relative.select("path").filter(new IsLabelFile(reader)).collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
        SerializableConfiguration configuration =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(labelFiles, Math.max(1, Math.min(labelFiles.size(), 256)))
                        .flatMap(new LabelRows(reader, root, configuration)),
                LabelRows.SCHEMA);
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
                                "correct the line, or leave --strict out to pass over it");
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
        return media.join(items, ITEM_KEY, "full_outer").join(speakers, new String[] {"speaker_key"}, "left");
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
                    .forEach(row -> names.add(row.getString(0)));
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

    private static Dataset<Row> unique(Dataset<Row> rows) {
        return rows.withColumn(
                "place", row_number().over(Window.partitionBy("clip_id").orderBy("path")));
    }

    private Dataset<Row> problems(Dataset<Row> entries, Dataset<Row> merged, Dataset<Row> joined, Dataset<Row> rows) {
        Dataset<Row> malformed = entries.filter(col("kind").equalTo("malformed"))
                .select(col("kind"), col("file").as("path"), col("line"), col("message"));
        Dataset<Row> unknown = entries.filter(col("kind").equalTo("unknown_tag"))
                .groupBy("kind", "message")
                .agg(min("file").as("path"), min("line").as("line"), count("*").as("times"))
                .select(
                        col("kind"),
                        col("path"),
                        col("line"),
                        concat(col("message"), lit(", "), col("times"), lit(" times"))
                                .as("message"));
        Dataset<Row> duplicate = merged.filter("duplicate")
                .select(
                        lit("duplicate").as("kind"),
                        col("file").as("path"),
                        col("line"),
                        concat(lit("a second label of "), col("key")).as("message"));
        Dataset<Row> missing = joined.filter(col("path").isNull())
                .select(
                        lit("missing_file").as("kind"),
                        col("item_file").as("path"),
                        col("item_line").as("line"),
                        concat(col("item_key"), lit(" is labelled and not there"))
                                .as("message"));
        Dataset<Row> unlabelled = joined.filter(col("path")
                        .isNotNull()
                        .and(col("item_values").isNull())
                        .and(col("speaker_values").isNull())
                        .and(col("path_values").getItem("gender").isNull())
                        .and(col("path_values").getItem("age").isNull())
                        .and(col("path_values").getItem("mask_type").isNull()))
                .select(
                        lit("unlabelled_file").as("kind"),
                        col("path"),
                        lit(0L).as("line"),
                        lit("no label").as("message"));
        Dataset<Row> unreadable = rows.filter(col("problem").isNotNull())
                .select(
                        lit("malformed").as("kind"),
                        col("path"),
                        lit(0L).as("line"),
                        col("problem").as("message"));
        Dataset<Row> twice = unique(rows)
                .filter(col("place").gt(1))
                .select(
                        lit("duplicate").as("kind"),
                        col("path"),
                        lit(0L).as("line"),
                        concat(lit("a second clip "), col("clip_id")).as("message"));
        return malformed
                .union(unknown)
                .union(duplicate)
                .union(missing)
                .union(unlabelled)
                .union(unreadable)
                .union(twice);
    }
}
