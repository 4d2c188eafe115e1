/** Archives that hold clips: what is in them, and the bytes of a member, read in place where they lie uncompressed. */
@NullMarked
package oragen.archive;

import org.jspecify.annotations.NullMarked;
