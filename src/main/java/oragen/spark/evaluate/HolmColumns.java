package oragen.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Probabilities of a table as they are after looking at all of its rows for one run (Holm 1979): of a thousand gaps that
 * are none, fifty have a probability below 0.05.
 */
final class HolmColumns {
    /** Rows below stand. */
    private static final double LEVEL = 0.05;

    private HolmColumns() {}

    /** Adds {@code p_holm} and {@code stands} beside {@code p_value}; null where that is. */
    static Dataset<Row> add(Dataset<Row> rows) {
        Column[] order = Arrays.stream(rows.columns())
                .filter(name -> !name.equals("p_value"))
                .map(name -> col(name))
                .toArray(Column[]::new);
        Column known = col("p_value").isNotNull();
        WindowSpec family = Window.partitionBy(col("run"), col("imputed"), known);
        WindowSpec ascending = family.orderBy(firstBy(order));
        Column left =
                count("*").over(family).minus(row_number().over(ascending)).plus(1);
        return rows.withColumn(
                        "p_step", when(known, least(lit(1.0), col("p_value").multiply(left))))
                .withColumn("p_holm", max("p_step").over(ascending))
                .withColumn("stands", col("p_holm").lt(LEVEL))
                .drop("p_step");
    }

    private static Column[] firstBy(Column[] further) {
        Column[] order = new Column[further.length + 1];
        order[0] = col("p_value");
        System.arraycopy(further, 0, order, 1, further.length);
        return order;
    }
}
