@NullMarked
package oragen.training.torch;

import org.jspecify.annotations.NullMarked;
