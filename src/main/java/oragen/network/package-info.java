@NullMarked
package oragen.network;

import org.jspecify.annotations.NullMarked;
