@NullMarked
package oragen.corpus;

import org.jspecify.annotations.NullMarked;
