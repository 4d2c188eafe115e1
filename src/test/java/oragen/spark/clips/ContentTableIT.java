package oragen.spark.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import oragen.InputException;
import oragen.spark.TestingSpark;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of clips as they are listed. */
final class ContentTableIT {
    private static final StructType AUDIO =
            new StructType().add("bytes", DataTypes.BinaryType).add("path", DataTypes.StringType);

    private static final StructType SCHEMA = new StructType()
            .add("audio", AUDIO)
            .add("id", DataTypes.StringType)
            .add("thumbnail", DataTypes.BinaryType)
            .add("words", DataTypes.createArrayType(DataTypes.StringType))
            .add("scores", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        spark = TestingSpark.open();
    }

    @AfterAll
    static void close() throws IOException {
        spark.close();
    }

    private String write(StructType schema, Row... rows) {
        String table = folder.resolve("clips.parquet").toString();
        spark.createDataFrame(List.of(rows), schema).write().mode("overwrite").parquet(table);
        return table;
    }

    private static Row row(String path, String id) {
        return RowFactory.create(RowFactory.create(new byte[] {1, 2, 3}, path), id, new byte[] {4}, null, null);
    }

    private static List<Row> listed(String table, String id) {
        return ContentTable.open(spark, table, new ContentColumns("audio", id, "parquet"))
                .list(spark, ChangeCheck.MODIFICATION_TIME)
                .collectAsList();
    }

    @ParameterizedTest
    @CsvSource({
        "audio, is the column of the clips",
        "thumbnail, is of type BINARY",
        "words, is of type ARRAY",
        "scores, is of type MAP"
    })
    void aColumnThatNamesNoRowIsNoColumnOfIds(String column, String flaw) {
        String table = write(SCHEMA, row("a", "b"));

        assertThatThrownBy(() -> listed(table, column))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--id-column " + column + ": " + flaw)
                .hasMessageContaining("name a column whose values differ");
    }

    @Test
    void aColumnOfTheTablesOwnMayHideThoseOfSpark() {
        StructType schema = SCHEMA.add("_metadata", new StructType().add("file_path", DataTypes.LongType));
        Row row = RowFactory.create(
                RowFactory.create(new byte[] {1, 2, 3}, "p"), "one", null, null, null, RowFactory.create(5L));
        String table = write(schema, row);

        Row listed = listed(table, "id").get(0);

        assertThat(listed.<String>getAs("clip_id")).isEqualTo("one");
        assertThat(listed.<Long>getAs("file_bytes")).isEqualTo(3);
        assertThat(ContentTable.open(spark, table, new ContentColumns("audio", "id", "parquet"))
                        .contents(List.of())
                        .count())
                .isOne();
    }

    @Test
    void aTableIsReadWithTheSettingsOfTheSessionWhichKeepsItsOwn() {
        String table = write(SCHEMA, row("a", "b"));
        spark.conf().set("spark.sql.caseSensitive", "true");
        try {
            SparkSession reading =
                    TableSource.open(spark, table, "parquet").rows().sparkSession();

            assertThat(reading.conf().get("spark.sql.caseSensitive")).isEqualTo("true");
            assertThat(reading.conf().get("spark.sql.parquet.enableVectorizedReader"))
                    .isEqualTo("false");
            assertThat(spark.conf().get("spark.sql.parquet.enableVectorizedReader"))
                    .isEqualTo("true");
        } finally {
            spark.conf().unset("spark.sql.caseSensitive");
        }
    }

    @Test
    void anIdOrPathThatNoStorageWouldTakeIsAProblemOfItsRow() {
        String longest = "i".repeat(4096);
        String table = write(SCHEMA, row("p".repeat(5000), longest), row("p", longest + "i"));

        assertThat(listed(table, "id").stream().map(row -> row.<String>getAs("problem")))
                .containsExactlyInAnyOrder(
                        null,
                        "table file:" + table + ", row " + "i".repeat(40)
                                + "...: its id is longer than 4096 characters");
        assertThat(listed(table, null).stream().map(row -> row.<String>getAs("problem")))
                .filteredOn(problem -> problem != null)
                .singleElement()
                .asString()
                .endsWith("...: its path is longer than 4096 characters");
    }
}
