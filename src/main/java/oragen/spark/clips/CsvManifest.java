package oragen.spark.clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import oragen.InputException;
import oragen.run.Location;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A manifest in CSV (RFC 4180): a file, or a folder of files with the same header. Spark's own reader ends a table silently
 * where a quotation mark is not closed, so the driver reads the files once before the tasks do.
 */
final class CsvManifest {
    /** Each further column becomes one of the output. */
    private static final int MOST_COLUMNS = 2000;

    private final String location;
    private final Configuration configuration;

    CsvManifest(String location, Configuration configuration) {
        this.location = location;
        this.configuration = configuration;
    }

    /** Every column that has a name, as text. */
    Dataset<Row> read(SparkSession spark) {
        List<String> files = files();
        List<String> header = List.of();
        for (String file : files) {
            List<String> own = checked(file);
            if (!header.isEmpty() && !own.equals(header)) {
                throw refused(file, "has another header than " + files.get(0), "give all files the same columns");
            }
            header = own;
        }
        StructType schema = new StructType();
        for (String name : header) {
            schema = name.isEmpty() ? schema : schema.add(name, DataTypes.StringType);
        }
        return spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(files, Math.max(1, files.size()))
                        .flatMap(new CsvRows(header, new SerializableConfiguration(configuration))),
                schema);
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        for (FileStatus found : Manifest.found(location, configuration)) {
            files.addAll(found.isFile() ? List.of(found.getPath().toString()) : parts(found.getPath()));
        }
        Collections.sort(files);
        return files;
    }

    private List<String> parts(Path folder) {
        String table = folder.toString();
        List<String> parts = new ArrayList<>();
        try {
            for (FileStatus part : Location.storage(folder, configuration).listStatus(folder)) {
                if (Manifest.isIgnored(part.getPath().getName()) || part.isFile() && part.getLen() == 0) {
                    continue;
                }
                if (part.isDirectory()) {
                    throw refused(
                            table, "is a folder with folders in it", "write the manifest unpartitioned, or as Parquet");
                }
                parts.add(part.getPath().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("manifest " + table + " cannot be read", e);
        }
        if (parts.isEmpty()) {
            throw refused(table, "is a folder without a CSV file", "name the file");
        }
        return parts;
    }

    /** The header of a file of which every record can be read. */
    private List<String> checked(String file) {
        try (CsvRecords records = CsvRecords.open(file, configuration)) {
            if (!records.hasNext()) {
                throw refused(file, "is empty", "write a header with a column path, and a line for each clip");
            }
            List<String> header = records.next().stream().map(String::strip).toList();
            check(file, header);
            while (records.hasNext()) {
                List<String> record = records.next();
                if (record.stream().skip(header.size()).anyMatch(cell -> !cell.isBlank())) {
                    throw refused(
                            file + ", line " + records.line(),
                            record.size() + " cells, but the header has " + header.size(),
                            "put cells that contain a comma in quotation marks");
                }
            }
            return header;
        } catch (CsvRecords.UnclosedException e) {
            throw refused(
                    file + ", line " + e.line(),
                    "a quotation mark is not closed properly",
                    "close it, or double it if it is part of the text");
        } catch (IOException e) {
            throw new UncheckedIOException("manifest " + file + " cannot be read", e);
        }
    }

    private static void check(String file, List<String> header) {
        if (header.size() > MOST_COLUMNS) {
            throw refused(
                    file,
                    header.size() + " columns, of which at most " + MOST_COLUMNS + " can be read",
                    "leave out those that are not needed");
        }
        Manifest.requireDistinct(file, header);
    }

    private static InputException refused(String file, String found, String remedy) {
        return new InputException("manifest " + file, found, remedy);
    }
}
