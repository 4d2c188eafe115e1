@NullMarked
package oragen.label;

import org.jspecify.annotations.NullMarked;
