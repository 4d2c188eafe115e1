package oragen.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import oragen.cli.input.InputFace;
import oragen.face.BilinearResize;
import oragen.face.FaceBox;
import oragen.media.VideoFrame;

/** Faces in rows of six, each with a caption. */
final class ContactSheet {
    private static final int COLUMNS = 6;
    private static final int SIDE = 240;
    private static final int CAPTION = 26;
    private static final int GAP = 6;
    /** Shows the whole head and a visor that reaches over forehead and chin. */
    private static final double SIDE_TO_FACE = 2.1;

    private record Tile(BufferedImage picture, String caption) {}

    private final List<Tile> tiles = new ArrayList<>();

    void add(InputFace face, String caption) {
        tiles.add(new Tile(picture(face.frame(), face.face().box()), caption));
    }

    BufferedImage image() {
        int rows = (tiles.size() + COLUMNS - 1) / COLUMNS;
        int columns = Math.min(COLUMNS, tiles.size());
        BufferedImage image = new BufferedImage(
                columns * (SIDE + GAP) + GAP, rows * (SIDE + CAPTION + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
        graphics.setColor(Color.BLACK);
        for (int index = 0; index < tiles.size(); index++) {
            int left = GAP + index % COLUMNS * (SIDE + GAP);
            int top = GAP + index / COLUMNS * (SIDE + CAPTION + GAP);
            graphics.drawImage(tiles.get(index).picture(), left, top, null);
            graphics.drawString(tiles.get(index).caption(), left + 4, top + SIDE + CAPTION - 7);
        }
        graphics.dispose();
        return image;
    }

    /** A square around the face, moved into the frame and no larger than it. */
    private static BufferedImage picture(VideoFrame frame, FaceBox box) {
        double wanted = Math.max(1, SIDE_TO_FACE * Math.max(box.width(), box.height()));
        int side = (int) Math.round(Math.min(wanted, Math.min(frame.width(), frame.height())));
        int left = start((box.left() + box.right()) / 2, side, frame.width());
        int top = start((box.top() + box.bottom()) / 2, side, frame.height());
        byte[] square = new byte[side * side * 3];
        for (int row = 0; row < side; row++) {
            int source = ((top + row) * frame.width() + left) * 3;
            System.arraycopy(frame.rgb(), source, square, row * side * 3, side * 3);
        }
        byte[] resized = BilinearResize.resize(square, side, side, SIDE, SIDE);
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            int colour = (resized[3 * pixel] & 0xff) << 16
                    | (resized[3 * pixel + 1] & 0xff) << 8
                    | resized[3 * pixel + 2] & 0xff;
            picture.setRGB(pixel % SIDE, pixel / SIDE, colour);
        }
        return picture;
    }

    private static int start(double centre, int side, int length) {
        int start = (int) Math.round(centre - side / 2.0);
        return Math.max(0, Math.min(length - side, start));
    }
}
