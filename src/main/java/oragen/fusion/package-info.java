@NullMarked
package oragen.fusion;

import org.jspecify.annotations.NullMarked;
