@NullMarked
package oragen.face;

import org.jspecify.annotations.NullMarked;
