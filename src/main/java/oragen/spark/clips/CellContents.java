package oragen.spark.clips;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import oragen.corpus.Clip;
import oragen.corpus.Packing;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** The contents of clips that lie in tables, which never pass through the driver. */
public final class CellContents {
    private CellContents() {}

    /**
     * The content of each clip by its key, null where the table has none; that of a row which is there twice comes twice.
     * Reads those files of the tables in which the clips lie, and of them the columns that are needed.
     *
     * @param selection of inputs with columns of clips
     */
    public static JavaPairRDD<String, byte[]> of(SparkSession spark, ClipSelection selection, List<Clip> clips) {
        Set<String> wanted = clips.stream().map(clip -> clip.identity().key()).collect(Collectors.toSet());
        JavaPairRDD<String, byte[]> contents = JavaPairRDD.fromJavaRDD(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).emptyRDD());
        for (String input : selection.inputs()) {
            ContentTable table =
                    ContentTable.open(spark, input, Objects.requireNonNull(selection.columns(), "tables of clips"));
            String location = table.location();
            List<Clip> own = clips.stream()
                    .filter(clip -> clip.identity().path().startsWith(CellName.path(location, "")))
                    .toList();
            if (!own.isEmpty()) {
                contents = contents.union(table.contents(files(own))
                        .toJavaRDD()
                        .mapToPair(row -> content(row, location))
                        .filter(pair -> wanted.contains(pair._1())));
            }
        }
        return contents;
    }

    private static List<String> files(List<Clip> clips) {
        List<String> files = new ArrayList<>();
        for (Clip clip : clips) {
            Packing packing = clip.file().packing();
            if (packing != null && packing.file() != null) {
                files.add(packing.file());
            }
        }
        return files.stream().distinct().toList();
    }

    private static Tuple2<String, byte[]> content(Row row, String table) {
        byte[] content = row.getAs(2);
        return new Tuple2<>(CellName.path(table, CellName.ofContent(row.getAs(0), row.getAs(1), content)), content);
    }
}
