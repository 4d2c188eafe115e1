package oragen.network;

/** Whether a fusion tells mask types. */
public enum MaskHead {
    PRESENT,
    ABSENT
}
