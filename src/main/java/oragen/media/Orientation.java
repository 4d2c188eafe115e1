package oragen.media;

/**
 * How a picture is brought upright: one of the eight ways to turn and mirror a rectangle.
 *
 * @param transposed whether rows become columns, before the mirroring
 * @param mirroredX whether left and right are exchanged
 * @param mirroredY whether top and bottom are exchanged
 */
public record Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {
    public static final Orientation UPRIGHT = new Orientation(false, false, false);
    public static final Orientation QUARTER_CLOCKWISE = new Orientation(true, true, false);
    public static final Orientation HALF_TURN = new Orientation(false, true, true);
    public static final Orientation QUARTER_COUNTERCLOCKWISE = new Orientation(true, false, true);

    private static final int CHANNELS = 3;

    /**
     * The nearest of the eight to a display matrix (ISO/IEC 14496-12, 6.2.2): nine numbers a b u c d v x y w that map
     * a stored point (p, q) to the shown point (ap + cq + x, bp + dq + y).
     */
    static Orientation of(int[] matrix) {
        long a = matrix[0];
        long b = matrix[1];
        long c = matrix[3];
        long d = matrix[4];
        boolean transposed = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
        return transposed ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
    }

    /** The upright picture; the frame itself where it is upright already. */
    public VideoFrame apply(VideoFrame frame) {
        if (equals(UPRIGHT)) {
            return frame;
        }
        int width = transposed ? frame.height() : frame.width();
        int height = transposed ? frame.width() : frame.height();
        byte[] stored = frame.rgb();
        byte[] shown = new byte[stored.length];
        for (int row = 0; row < height; row++) {
            int y = mirroredY ? height - 1 - row : row;
            for (int column = 0; column < width; column++) {
                int x = mirroredX ? width - 1 - column : column;
                int source = (transposed ? x * frame.width() + y : y * frame.width() + x) * CHANNELS;
                int target = (row * width + column) * CHANNELS;
                shown[target] = stored[source];
                shown[target + 1] = stored[source + 1];
                shown[target + 2] = stored[source + 2];
            }
        }
        return new VideoFrame(frame.second(), width, height, shown, frame.scale());
    }
}
