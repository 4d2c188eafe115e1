package oragen.cli;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens the session that spark-submit has configured, or a local one. */
final class SparkSessions {
    /** Hadoop's newer reader remembers the lengths of objects, so that one that was replaced seems damaged. */
    private static final String S3_READER = "spark.hadoop.fs.s3a.input.stream.type";

    private SparkSessions() {}

    static SparkSession open(String name) {
        SparkConf given = new SparkConf();
        SparkSession.Builder builder = SparkSession.builder().appName(name);
        if (!given.contains("spark.master")) {
            builder.master("local[*]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", "8")
                    .config("spark.sql.debug.maxToStringFields", "1000");
        }
        if (!given.contains(S3_READER)) {
            builder.config(S3_READER, "classic");
        }
        // Columns of run_key and wave are text and number, whatever a key looks like.
        return builder.config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
                .getOrCreate();
    }
}
