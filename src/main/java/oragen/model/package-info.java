@NullMarked
package oragen.model;

import org.jspecify.annotations.NullMarked;
