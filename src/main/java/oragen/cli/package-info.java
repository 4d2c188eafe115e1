@NullMarked
package oragen.cli;

import org.jspecify.annotations.NullMarked;
