@NullMarked
package oragen.onnx;

import org.jspecify.annotations.NullMarked;
