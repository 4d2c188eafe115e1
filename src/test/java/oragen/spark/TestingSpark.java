package oragen.spark;

import org.apache.spark.sql.SparkSession;

/** Sessions of one thread for tests below the command line. */
public final class TestingSpark {
    private TestingSpark() {}

    public static SparkSession open() {
        return SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }
}
