@NullMarked
package oragen.pipeline;

import org.jspecify.annotations.NullMarked;
