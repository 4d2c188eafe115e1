/** Looks at a clip again and tells what was seen, heard and said: for people who ask why a clip got its label. */
@NullMarked
package oragen.explain;

import org.jspecify.annotations.NullMarked;
