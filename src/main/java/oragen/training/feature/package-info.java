@NullMarked
package oragen.training.feature;

import org.jspecify.annotations.NullMarked;
