/** One self-contained page of HTML with SVG plots from the figures of an evaluation. */
@NullMarked
package oragen.report;

import org.jspecify.annotations.NullMarked;
