@NullMarked
package oragen.training.trust;

import org.jspecify.annotations.NullMarked;
