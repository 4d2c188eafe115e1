/** The Spark data source {@code oragen}: clips in, rows of predictions, windows, features or rejects out. */
@NullMarked
package oragen.spark.source;

import org.jspecify.annotations.NullMarked;
