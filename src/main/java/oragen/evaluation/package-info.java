@NullMarked
package oragen.evaluation;

import org.jspecify.annotations.NullMarked;
