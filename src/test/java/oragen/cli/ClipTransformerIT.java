package oragen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oragen.spark.transform.ClipTransformer;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step of a pipeline over rows that bring clips, beside the data source over the same files. */
final class ClipTransformerIT {
    private static final StructType AUDIO =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);

    @TempDir
    private static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void open() throws IOException {
        Files.createDirectories(folder.resolve("clips"));
        TestingCorpus.copy("steady.mp4", folder.resolve("clips/steady.mp4"));
        TestingCorpus.copy("voice.wav", folder.resolve("clips/voice.wav"));
        spark = SparkSessions.open("transformer");
    }

    @AfterAll
    static void close() throws IOException {
        spark.close();
    }

    private static byte[] bytes(String clip) throws IOException {
        return Files.readAllBytes(folder.resolve("clips").resolve(clip));
    }

    private static List<String> labels(Dataset<Row> rows) {
        return rows
                .selectExpr("concat_ws(' ', gender, format_number(age, 4), mask_type, window_count, reject_reason)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void bytesAndPathsGetTheLabelsOfTheirFiles() throws IOException {
        List<String> expected = labels(spark.read()
                .format("oragen")
                .option("table", "all")
                .load(folder.resolve("clips").toString())
                .sort("clip_id"));
        Dataset<Row> structs = spark.createDataFrame(
                        List.of(
                                RowFactory.create(7, RowFactory.create(bytes("steady.mp4"), "train/1.mp4")),
                                RowFactory.create(8, null),
                                RowFactory.create(9, RowFactory.create("no film".getBytes(), "train/2.mp4")),
                                RowFactory.create(
                                        10,
                                        RowFactory.create(
                                                null,
                                                folder.resolve("clips/voice.wav")
                                                        .toString()))),
                        new StructType().add("id", DataTypes.IntegerType).add("audio", AUDIO))
                .coalesce(1);

        Dataset<Row> labelled = new ClipTransformer().setInputCol("audio").transform(structs);

        assertThat(labels(labelled)).containsExactly(expected.get(0), "unreadable", "corrupt", expected.get(1));
        List<Row> rows = labelled.collectAsList();
        assertThat(rows.stream().map(row -> row.getInt(0))).containsExactly(7, 8, 9, 10);
        assertThat(rows.get(1).<String>getAs("reject_message")).isEqualTo("the row has neither bytes nor a path");
        assertThat(rows.get(2).<String>getAs("reject_message")).contains("clip row 2: train/2.mp4");
        assertThat(labels(new ClipTransformer()
                        .setInputCol("content")
                        .transform(structs.selectExpr("audio.bytes AS content").limit(1))))
                .containsExactly(expected.get(0));
        assertThat(labels(new ClipTransformer()
                        .setInputCol("file")
                        .transform(structs.selectExpr("audio.path AS file").filter("id = 10"))))
                .containsExactly(expected.get(1));
    }

    @Test
    void isSavedAndLoadedWithItsPipeline() throws Exception {
        Dataset<Row> rows = spark.createDataFrame(
                List.of(RowFactory.create(folder.resolve("clips/voice.wav").toString(), 3.0)),
                new StructType().add("path", DataTypes.StringType).add("age", DataTypes.DoubleType));
        ClipTransformer transformer = new ClipTransformer()
                .setInputCol("path")
                .setOutputPrefix("oragen_")
                .setModality("audio");
        PipelineModel model =
                new Pipeline().setStages(new PipelineStage[] {transformer}).fit(rows);
        model.write().overwrite().save(folder.resolve("pipeline").toString());

        PipelineModel loaded = PipelineModel.load(folder.resolve("pipeline").toString());

        Row labelled = loaded.transform(rows).collectAsList().get(0);
        assertThat(labelled.<Double>getAs("age")).isEqualTo(3.0);
        assertThat(labelled.<String>getAs("oragen_gender")).isNotNull();
        assertThat(loaded.stages()[0].explainParams()).isEqualTo(model.stages()[0].explainParams());
    }

    @Test
    void columnsThatDoNotFitAreNamed() {
        Dataset<Row> rows = spark.range(1).selectExpr("id", "'a' AS path", "1.0 AS age");
        assertThatThrownBy(() -> new ClipTransformer().transform(rows)).hasMessageContaining("inputCol: is not set");
        assertThatThrownBy(() -> new ClipTransformer().setInputCol("id").transform(rows))
                .hasMessageContaining("inputCol id: is of type BIGINT");
        assertThatThrownBy(() -> new ClipTransformer().setInputCol("clip").transform(rows))
                .hasMessageContaining("no such column among id, path, age");
        assertThatThrownBy(() -> new ClipTransformer().setInputCol("path").transform(rows))
                .hasMessageContaining("column age: is in the input already");
        assertThatThrownBy(() -> new ClipTransformer()
                        .setInputCol("path")
                        .setOutputPrefix("x_")
                        .setFace("smallest")
                        .transform(rows))
                .hasMessageContaining("option face: smallest");
    }
}
