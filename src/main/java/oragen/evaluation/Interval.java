package oragen.evaluation;

/** Both ends of an interval of 95 %. */
public record Interval(double low, double high) {}
