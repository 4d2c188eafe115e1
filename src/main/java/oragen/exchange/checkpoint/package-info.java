@NullMarked
package oragen.exchange.checkpoint;

import org.jspecify.annotations.NullMarked;
