@NullMarked
package oragen.pipeline.decode;

import org.jspecify.annotations.NullMarked;
