package oragen.paint;

import java.util.Arrays;

/** Paints surfaces on a canvas, nearer ones over farther ones; see-through ones belong last. */
final class Rasteriser {
    /** Below this part a spot is a hole, through which later surfaces behind it are seen. */
    private static final double SOLID = 0.5;

    private static final float NOTHING = Float.NEGATIVE_INFINITY;

    private final Canvas canvas;
    private final Light light;
    private final float[] solidDepth;
    private final Fragments fragments;

    Rasteriser(Canvas canvas, Light light) {
        this.canvas = canvas;
        this.light = light;
        int samples = canvas.sampleColumns() * canvas.sampleRows();
        solidDepth = new float[samples];
        Arrays.fill(solidDepth, NOTHING);
        fragments = new Fragments(samples);
    }

    /** The spot of one surface that each sample shows: depth, coordinates on the surface, normal. */
    private static final class Fragments {
        private final float[] depth;
        private final float[] across;
        private final float[] down;
        private final float[] normalX;
        private final float[] normalY;

        Fragments(int samples) {
            depth = new float[samples];
            across = new float[samples];
            down = new float[samples];
            normalX = new float[samples];
            normalY = new float[samples];
        }
    }

    /** Hides what lies behind a mesh without painting it. */
    void hideBehind(Mesh mesh) {
        find(mesh);
        for (int sample = 0; sample < solidDepth.length; sample++) {
            solidDepth[sample] = Math.max(solidDepth[sample], fragments.depth[sample]);
        }
    }

    void paint(Mesh mesh, Surface.Material material) {
        find(mesh);
        for (int sample = 0; sample < solidDepth.length; sample++) {
            float depth = fragments.depth[sample];
            if (depth == NOTHING || depth < solidDepth[sample]) {
                continue;
            }
            Paint paint = material.at(fragments.across[sample], fragments.down[sample]);
            if (paint.opacity() > 0) {
                canvas.paintOver(sample, light.shade(paint, normal(sample)), Math.min(1, paint.opacity()));
                if (paint.opacity() >= SOLID) {
                    solidDepth[sample] = depth;
                }
            }
        }
    }

    private Vector3 normal(int sample) {
        double x = fragments.normalX[sample];
        double y = fragments.normalY[sample];
        return new Vector3(x, y, Math.sqrt(Math.max(0, 1 - x * x - y * y)));
    }

    private void find(Mesh mesh) {
        Arrays.fill(fragments.depth, NOTHING);
        for (int row = 0; row < mesh.rows(); row++) {
            for (int column = 0; column < mesh.columns(); column++) {
                Spot first = corner(mesh, column, row);
                Spot second = corner(mesh, column + 1, row);
                Spot third = corner(mesh, column, row + 1);
                Spot fourth = corner(mesh, column + 1, row + 1);
                fill(new Triangle(first, second, third));
                fill(new Triangle(fourth, third, second));
            }
        }
    }

    private Spot corner(Mesh mesh, int column, int row) {
        return new Spot(
                canvas.inSamples(mesh.place(column, row)),
                mesh.normal(column, row),
                (double) column / mesh.columns(),
                (double) row / mesh.rows());
    }

    private void fill(Triangle triangle) {
        int lastRow = (int) Math.min(canvas.sampleRows() - 1.0, triangle.bottom());
        int lastColumn = (int) Math.min(canvas.sampleColumns() - 1.0, triangle.right());
        for (int row = (int) Math.max(0, triangle.top()); row <= lastRow; row++) {
            for (int column = (int) Math.max(0, triangle.left()); column <= lastColumn; column++) {
                int sample = row * canvas.sampleColumns() + column;
                triangle.at(column, row).ifPresent(spot -> keepNearest(sample, spot));
            }
        }
    }

    private void keepNearest(int sample, Spot spot) {
        if (spot.place().z() > fragments.depth[sample]) {
            Vector3 normal = spot.normal().unit();
            fragments.depth[sample] = (float) spot.place().z();
            fragments.across[sample] = (float) spot.across();
            fragments.down[sample] = (float) spot.down();
            fragments.normalX[sample] = (float) normal.x();
            fragments.normalY[sample] = (float) normal.y();
        }
    }
}
