package oragen.spark.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oragen.spark.clips.FileListing;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** What files and label files tell → rows, without a session. */
final class IndexRowsTest {
    private static final StructType MAPS = new StructType()
            .add("path", DataTypes.StringType)
            .add("bytes", DataTypes.LongType)
            .add("path_values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("speaker_values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("item_values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("duration_values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

    private static @Nullable Object scala(@Nullable Map<String, String> values) {
        return values == null ? null : CollectionConverters.asScala(new TreeMap<>(values));
    }

    private static Row manifestRow(
            Map<String, String> path, @Nullable Map<String, String> speaker, @Nullable Map<String, String> item) {
        Row file = new GenericRowWithSchema(
                new Object[] {"a/b.mp4", 7L, scala(path), scala(speaker), scala(item), null}, MAPS);
        List<String> further = List.of("session");
        Row row = new ManifestRow("own", "file:/data", further).call(file);
        Object[] cells = new Object[row.length()];
        Arrays.setAll(cells, row::get);
        return new GenericRowWithSchema(cells, ManifestRow.schema(further));
    }

    @Test
    void anItemsLabelWinsOverItsSpeakersAndThatOverThePath() {
        Row row = manifestRow(
                Map.of("age", "1", "gender", "female", "subset", "dev"),
                Map.of("age", "2", "gender", "male"),
                Map.of("age", "3", "session", "s7"));
        assertThat(row.<Double>getAs("age")).isEqualTo(3);
        assertThat(row.<String>getAs("gender")).isEqualTo("male");
        assertThat(row.<String>getAs("subset")).isEqualTo("dev");
        assertThat(row.<String>getAs("session")).isEqualTo("s7");
        assertThat(row.<String>getAs("corpus")).isEqualTo("own");
        assertThat(row.<String>getAs("root")).isEqualTo("file:/data");
        assertThat(row.<Long>getAs("bytes")).isEqualTo(7);
        assertThat(row.<String>getAs("problem")).isNull();
    }

    @Test
    void aClipWithoutAnIdIsNamedByItsIdentity() {
        assertThat(manifestRow(Map.of(), null, null).<String>getAs("clip_id")).isEqualTo("a/b.mp4");
        assertThat(manifestRow(Map.of(), null, Map.of("clip_id", "mine")).<String>getAs("clip_id"))
                .isEqualTo("mine");
    }

    @Test
    void aLabelThatIsNoNumberOrNoBoxIsAProblemAndNotAnError() {
        assertThat(manifestRow(Map.of("age", "old"), null, null).<String>getAs("problem"))
                .isEqualTo("age: \"old\" is not a number; correct the label");
        assertThat(manifestRow(Map.of("face_box", "1,2,3"), null, null).<String>getAs("problem"))
                .isEqualTo("face_box: \"1,2,3\"; use left,top,right,bottom in pixels");
        assertThat(manifestRow(Map.of("label_problem", "age \"300\" is above 130"), null, null)
                        .<String>getAs("problem"))
                .isEqualTo("age \"300\" is above 130");
    }

    @Test
    void aGenderAndItsOriginalComeFromOneSource() {
        Row row = manifestRow(
                Map.of("age", "20"),
                Map.of("gender", "male", "gender_given", "m"),
                Map.of("gender_given", "nonbinary", "age_min", "70"));
        assertThat(row.<String>getAs("gender")).isNull();
        assertThat(row.<String>getAs("gender_given")).isEqualTo("nonbinary");
        assertThat(row.<Double>getAs("age")).isNull();
        assertThat(row.<Double>getAs("age_min")).isEqualTo(70);
    }

    private static Row label(String file, long line, Map<String, String> values) {
        StructType schema = new StructType()
                .add("file", DataTypes.StringType)
                .add("line", DataTypes.LongType)
                .add("values", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
        return new GenericRowWithSchema(new Object[] {file, line, scala(values)}, schema);
    }

    private static List<Row> merge(Row... labels) {
        List<Row> rows = new ArrayList<>();
        new MergedLabels()
                .call(
                        new GenericRowWithSchema(new Object[] {"ITEM", "a", ""}, MergedLabels.KEY),
                        List.of(labels).iterator())
                .forEachRemaining(row -> {
                    Object[] cells = new Object[row.length()];
                    Arrays.setAll(cells, row::get);
                    rows.add(new GenericRowWithSchema(cells, MergedLabels.SCHEMA));
                });
        return rows;
    }

    @Test
    void labelsOfSeveralFilesAreMergedAndTheFirstFileWins() {
        List<Row> rows =
                merge(label("b.csv", 2, Map.of("age", "40", "speaker", "s")), label("a.csv", 9, Map.of("age", "30")));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).getJavaMap(2)).isEqualTo(Map.of("age", "30", "speaker", "s"));
        assertThat(rows.get(0).<String>getAs("file")).isEqualTo("a.csv");
        assertThat(rows.get(0).<Boolean>getAs("duplicate")).isFalse();
    }

    @Test
    void aSecondLabelInOneFileIsADuplicateUnlessItIsAFrameOfTheSameSequence() {
        assertThat(merge(label("a.csv", 3, Map.of("age", "40")), label("a.csv", 2, Map.of("age", "30"))))
                .extracting(row -> row.<Long>getAs("line"), row -> row.<Boolean>getAs("duplicate"))
                .containsExactly(tuple(3L, true), tuple(2L, false));
        assertThat(merge(label("a.csv", 3, Map.of("age", "40")), label("a.csv", 2, Map.of("age", "40"))))
                .hasSize(1);
        Map<String, String> frame = Map.of("frames", "x__s");
        assertThat(merge(label("a.csv", 2, frame), label("a.csv", 3, frame))).hasSize(1);
    }

    @Test
    void pathsStartAtTheRoot() {
        Row file = new GenericRowWithSchema(
                new Object[] {"hdfs://h/data/a/b.mp4", 1L, 2L, null, false}, FileListing.SCHEMA);
        for (String root : List.of("hdfs://h/data", "hdfs://h/data/")) {
            assertThat(new RelativePath(root).call(file).getString(0)).isEqualTo("a/b.mp4");
        }
        assertThat(new RelativePath("hdfs://h/dat").call(file).getString(0)).isEqualTo("hdfs://h/data/a/b.mp4");
    }
}
