@NullMarked
package oragen.network.graph;

import org.jspecify.annotations.NullMarked;
