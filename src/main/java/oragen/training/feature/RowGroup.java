package oragen.training.feature;

/**
 * A row group of a file of features in which rows count.
 *
 * @param number in its file, from 0
 * @param bytes that reading it takes, compressed
 */
record RowGroup(FeatureFolders.Part part, int number, long bytes) {}
