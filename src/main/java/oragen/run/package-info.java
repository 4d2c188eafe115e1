@NullMarked
package oragen.run;

import org.jspecify.annotations.NullMarked;
