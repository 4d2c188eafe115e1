@NullMarked
package oragen.bundle;

import org.jspecify.annotations.NullMarked;
