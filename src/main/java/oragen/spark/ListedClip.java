package oragen.spark;

import oragen.corpus.Clip;

/** A clip with the size of its file, 0 where that is not known. */
record ListedClip(Clip clip, long bytes) {}
