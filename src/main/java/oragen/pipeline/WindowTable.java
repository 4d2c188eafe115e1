package oragen.pipeline;

/** Whether windows are kept beside the predictions that are made of them. */
public enum WindowTable {
    WRITTEN,
    OMITTED
}
