@NullMarked
package oragen.grouping;

import org.jspecify.annotations.NullMarked;
