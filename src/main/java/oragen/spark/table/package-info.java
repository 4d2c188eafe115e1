@NullMarked
package oragen.spark.table;

import org.jspecify.annotations.NullMarked;
