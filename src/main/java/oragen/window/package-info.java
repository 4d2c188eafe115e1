@NullMarked
package oragen.window;

import org.jspecify.annotations.NullMarked;
