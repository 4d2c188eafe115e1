@NullMarked
package oragen.encode;

import org.jspecify.annotations.NullMarked;
