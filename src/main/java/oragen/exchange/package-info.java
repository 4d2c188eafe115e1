@NullMarked
package oragen.exchange;

import org.jspecify.annotations.NullMarked;
