@NullMarked
package oragen.cli.model;

import org.jspecify.annotations.NullMarked;
