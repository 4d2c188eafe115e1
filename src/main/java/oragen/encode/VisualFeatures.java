package oragen.encode;

/** Features of one face crop, in the shape that the bundle's manifest gives, row-major; not copied. */
public record VisualFeatures(float[] values) {}
