@NullMarked
package oragen.speech;

import org.jspecify.annotations.NullMarked;
