package oragen.spark.clips;

/** By what a file that has changed since it was labelled is told. */
public enum ChangeCheck {
    MODIFICATION_TIME,
    CONTENT_HASH
}
