@NullMarked
package oragen.spark.session;

import org.jspecify.annotations.NullMarked;
