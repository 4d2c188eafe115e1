/** The job {@code corpus index}: files and label files of a corpus → one manifest. */
@NullMarked
package oragen.spark.index;

import org.jspecify.annotations.NullMarked;
