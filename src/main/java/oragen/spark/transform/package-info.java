/** Labels as a step of a Spark ML pipeline: rows that bring a clip's bytes or path get its prediction. */
@NullMarked
package oragen.spark.transform;

import org.jspecify.annotations.NullMarked;
