@NullMarked
package oragen.benchmark;

import org.jspecify.annotations.NullMarked;
