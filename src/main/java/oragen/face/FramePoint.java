package oragen.face;

/** A place on a frame in pixels; may lie beyond the frame. */
public record FramePoint(double x, double y) {}
