/** The job {@code evaluate}: predictions with labels → sums and histograms by slice → tables and a report. */
@NullMarked
package oragen.spark.evaluate;

import org.jspecify.annotations.NullMarked;
