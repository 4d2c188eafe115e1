@NullMarked
package oragen.checkpoint;

import org.jspecify.annotations.NullMarked;
