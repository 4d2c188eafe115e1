@NullMarked
package oragen.training.voice;

import org.jspecify.annotations.NullMarked;
