@NullMarked
package oragen.spark.clips;

import org.jspecify.annotations.NullMarked;
