@NullMarked
package oragen.model.compact;

import org.jspecify.annotations.NullMarked;
