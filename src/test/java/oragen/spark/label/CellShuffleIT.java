package oragen.spark.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import oragen.spark.TestingSpark;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Cells on their way to the tasks of their clips. */
final class CellShuffleIT {
    private static final int CELLS = 20;
    private static final int BYTES = 1_000_000;

    /** In one JVM, task after task. */
    private static final Held WRITTEN = new Held();

    private static final Held READ = new Held();

    /** How many of the contents that came were in memory at once. */
    private static final class Held {
        private final List<WeakReference<byte[]>> contents = new ArrayList<>();
        private long most;

        void add(byte[] content) {
            System.gc();
            contents.add(new WeakReference<>(content));
            most = Math.max(
                    most, contents.stream().filter(one -> !one.refersTo(null)).count());
        }
    }

    private static Tuple2<Integer, Row> cell(int number) {
        byte[] content = new byte[BYTES];
        content[0] = (byte) number;
        WRITTEN.add(content);
        return new Tuple2<>(number % 2, CellOutcomes.row("cell " + number, content));
    }

    private static Iterator<String> read(Iterator<Tuple2<Integer, Row>> cells) {
        List<String> told = new ArrayList<>();
        while (cells.hasNext()) {
            Tuple2<Integer, Row> cell = cells.next();
            byte[] content = cell._2().getAs(1);
            READ.add(content);
            told.add(cell._1() + " " + cell._2().getString(0) + " " + content[0] + " " + content.length);
        }
        return told.iterator();
    }

    @Test
    void theyComeToTheirPartitionsAndFewAreHeldAtOnce() throws IOException {
        try (SparkSession spark = TestingSpark.open()) {
            JavaPairRDD<Integer, Row> cells = JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(IntStream.range(0, CELLS).boxed().toList(), 1)
                    .mapToPair(CellShuffleIT::cell);

            List<String> told = CellShuffle.partitioned(cells, 2)
                    .mapPartitions(CellShuffleIT::read)
                    .collect();

            assertThat(told)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CELLS)
                            .mapToObj(number -> number % 2 + " cell " + number + " " + number + " " + BYTES)
                            .toList());
            assertThat(WRITTEN.most).isLessThanOrEqualTo(3);
            assertThat(READ.most).isLessThanOrEqualTo(3);
        }
    }
}
