@NullMarked
package oragen.media;

import org.jspecify.annotations.NullMarked;
