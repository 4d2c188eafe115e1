@NullMarked
package oragen.spark;

import org.jspecify.annotations.NullMarked;
