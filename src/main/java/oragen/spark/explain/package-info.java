/** The job of {@code explain}: rows of a run → a second look at their clips → pages. */
@NullMarked
package oragen.spark.explain;

import org.jspecify.annotations.NullMarked;
