@NullMarked
package oragen.spark.label;

import org.jspecify.annotations.NullMarked;
