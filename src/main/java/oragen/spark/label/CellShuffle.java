package oragen.spark.label;

import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.Row;

/** Contents → the partitions of their clips, one by one: Spark's streams of objects else hold on to the last hundred. */
final class CellShuffle {
    private CellShuffle() {}

    /** @param cells by the number of their partition */
    static JavaPairRDD<Integer, Row> partitioned(JavaPairRDD<Integer, Row> cells, int partitions) {
        SparkConf forgetful = cells.context().getConf().set("spark.serializer.objectStreamReset", "1");
        ShuffledRDD<Integer, Row, Row> shuffled = new ShuffledRDD<>(
                cells.rdd(), new HashPartitioner(partitions), cells.kClassTag(), cells.vClassTag(), cells.vClassTag());
        return JavaPairRDD.fromRDD(
                shuffled.setSerializer(new JavaSerializer(forgetful)), cells.kClassTag(), cells.vClassTag());
    }
}
