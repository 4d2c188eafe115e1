package oragen.exchange;

/** Whether a fusion tells mask types. */
public enum MaskHead {
    PRESENT,
    ABSENT
}
