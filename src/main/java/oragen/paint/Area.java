package oragen.paint;

import oragen.media.VideoFrame;

/** A rectangle of whole pixels inside a frame. */
record Area(int left, int top, int width, int height) {
    /** Where meshes lie on a frame, with a margin in pixels; empty where they lie beside it. */
    static Area around(Iterable<Mesh> meshes, VideoFrame frame, int margin) {
        double left = frame.width();
        double top = frame.height();
        double right = 0;
        double bottom = 0;
        for (Mesh mesh : meshes) {
            for (Vector3 place : mesh.places()) {
                left = Math.min(left, place.x());
                right = Math.max(right, place.x());
                top = Math.min(top, place.y());
                bottom = Math.max(bottom, place.y());
            }
        }
        int firstColumn = (int) Math.max(0, Math.floor(left) - margin);
        int firstRow = (int) Math.max(0, Math.floor(top) - margin);
        int endColumn = (int) Math.min(frame.width(), Math.ceil(right) + margin);
        int endRow = (int) Math.min(frame.height(), Math.ceil(bottom) + margin);
        return new Area(firstColumn, firstRow, Math.max(0, endColumn - firstColumn), Math.max(0, endRow - firstRow));
    }

    /** Number of a pixel of the frame, row by row. */
    int pixel(VideoFrame frame, int column, int row) {
        return (top + row) * frame.width() + left + column;
    }
}
