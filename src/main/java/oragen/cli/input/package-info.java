@NullMarked
package oragen.cli.input;

import org.jspecify.annotations.NullMarked;
