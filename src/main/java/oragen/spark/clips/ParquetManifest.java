package oragen.spark.clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import oragen.InputException;
import oragen.run.Location;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A manifest in Parquet: a file or a folder. Columns of types that Spark does not read are left out. */
final class ParquetManifest {
    private static final Logger LOG = LoggerFactory.getLogger(ParquetManifest.class);

    /** Local files without Hadoop's checksum files, as by {@link Location#storage}. */
    static final Map<String, String> LOCAL_FILES =
            Map.of("fs.file.impl", RawLocalFileSystem.class.getName(), "fs.file.impl.disable.cache", "true");

    private final String location;
    private final Configuration configuration;

    ParquetManifest(String location, Configuration given) {
        this.location = location;
        this.configuration = new Configuration(given);
        LOCAL_FILES.forEach(configuration::set);
    }

    Dataset<Row> read(SparkSession spark) {
        List<FileStatus> tables = Manifest.found(location, configuration);
        return spark.read()
                .options(LOCAL_FILES)
                .schema(schema(spark, tables.get(0)))
                .parquet(tables.stream()
                        .map(table -> Glob.literal(table.getPath().toString()))
                        .toArray(String[]::new));
    }

    private StructType schema(SparkSession spark, FileStatus table) {
        ParquetToSparkSchemaConverter converter =
                new ParquetToSparkSchemaConverter(spark.sessionState().conf());
        StructType schema = new StructType();
        List<String> left = new ArrayList<>();
        for (Type column : message(table).getFields()) {
            try {
                schema = ColumnTypes.join(schema, converter.convert(new MessageType("column", column)));
            } catch (Exception e) { // Spark's AnalysisException, which its Scala does not declare
                left.add(column.getName());
            }
        }
        Manifest.requireDistinct(location, List.of(schema.fieldNames()));
        if (!left.isEmpty()) {
            LOG.warn(
                    "manifest {}: columns of types that Spark does not read are left out: {}",
                    location,
                    String.join(", ", left));
        }
        return schema;
    }

    /** Of the first file, as Spark does. */
    private MessageType message(FileStatus table) {
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromStatus(first(table), configuration))) {
            return reader.getFileMetaData().getSchema();
        } catch (IOException e) {
            if (e.getClass() == IOException.class) {
                throw damaged(e);
            }
            throw new UncheckedIOException("manifest " + location + " cannot be read", e);
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) { // what Parquet throws for what is no Parquet
            throw damaged(e);
        }
    }

    private InputException damaged(Exception e) {
        return new InputException(
                "manifest " + location,
                "is damaged, or not in Parquet (" + e.getMessage() + ")",
                "write it again, or name it .csv if it is text",
                e);
    }

    private FileStatus first(FileStatus table) throws IOException {
        if (table.isFile()) {
            return table;
        }
        List<FileStatus> files = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> all =
                Location.storage(table.getPath(), configuration).listFiles(table.getPath(), true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            String below = file.getPath()
                    .toString()
                    .substring(table.getPath().toString().length());
            if (!below.matches(".*/[_.].*")) {
                files.add(file);
            }
        }
        return files.stream()
                .min(Comparator.comparing(FileStatus::getPath))
                .orElseThrow(() -> new InputException(
                        "manifest " + location, "is a folder without a Parquet file", "name the table"));
    }
}
