@NullMarked
package oragen.corpus.format;

import org.jspecify.annotations.NullMarked;
