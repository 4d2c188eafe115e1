package oragen.encode;

/** Features of one window's waveform, in the shape that the bundle's manifest gives, row-major; not copied. */
public record AudioFeatures(float[] values) {}
