/**
 * Pictures and sound → a film. The one use of JavaCV beside tests: its recorder loads libavdevice, which wants libraries of
 * devices that labelling does without.
 */
@NullMarked
package oragen.film;

import org.jspecify.annotations.NullMarked;
