@NullMarked
package oragen.training;

import org.jspecify.annotations.NullMarked;
