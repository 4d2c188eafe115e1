/** Protective masks painted on faces, to train and test on types of which there are few pictures. */
@NullMarked
package oragen.face.mask;

import org.jspecify.annotations.NullMarked;
