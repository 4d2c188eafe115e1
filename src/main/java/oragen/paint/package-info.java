@NullMarked
package oragen.paint;

import org.jspecify.annotations.NullMarked;
