@NullMarked
package oragen.training.fusion;

import org.jspecify.annotations.NullMarked;
