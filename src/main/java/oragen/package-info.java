@NullMarked
package oragen;

import org.jspecify.annotations.NullMarked;
