package oragen.training.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oragen.InputException;
import oragen.face.FaceChooser;
import oragen.face.FaceDetector;
import oragen.media.VideoFrame;

/**
 * A part of a picture that is a grid of tiles with a face each, as text {@code FILE:LEFT,TOP,RIGHT,BOTTOM/COLUMNSxROWS}
 * in pixels.
 */
public record Photographs(Path file, int left, int top, int right, int bottom, int columns, int rows) {
    private static final String REMEDY = "use the form faces.jpg:0,100,1920,300/18x2";

    public static Photographs parse(String text) {
        String[] parts = text.split("[:,/x](?=[0-9,/x]*$)", -1);
        int numbers = 6;
        if (parts.length != numbers + 1) {
            throw new InputException("photographs", text, REMEDY);
        }
        try {
            int[] values = new int[numbers];
            for (int i = 0; i < numbers; i++) {
                values[i] = Integer.parseInt(parts[i + 1]);
            }
            boolean fits = values[2] > values[0] && values[3] > values[1] && values[4] > 0 && values[5] > 0;
            if (!fits) {
                throw new InputException("photographs", text, REMEDY);
            }
            return new Photographs(Path.of(parts[0]), values[0], values[1], values[2], values[3], values[4], values[5]);
        } catch (NumberFormatException e) {
            throw new InputException("photographs", text, REMEDY, e);
        }
    }

    /** The chosen face of every tile that shows one, row by row. */
    List<PictureFace> faces(FaceDetector detector, FaceChooser chooser) {
        VideoFrame picture = PictureFile.read(file);
        if (right > picture.width() || bottom > picture.height()) {
            throw new InputException(
                    file.toString(),
                    "has " + picture.width() + "x" + picture.height() + " pixels, less than the requested region",
                    REMEDY);
        }
        List<PictureFace> faces = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                VideoFrame tile = tile(picture, column, row);
                PictureFace.on(tile, person(column, row), detector, chooser).ifPresent(faces::add);
            }
        }
        return faces;
    }

    /** Each tile is taken for a person of its own, wherever the picture lies. */
    private Person person(int column, int row) {
        return Person.unknown(file.getFileName() + ":" + left + "," + top + "/" + column + "x" + row);
    }

    private VideoFrame tile(VideoFrame picture, int column, int row) {
        int fromX = left + (right - left) * column / columns;
        int toX = left + (right - left) * (column + 1) / columns;
        int fromY = top + (bottom - top) * row / rows;
        int toY = top + (bottom - top) * (row + 1) / rows;
        int width = toX - fromX;
        byte[] rgb = new byte[width * (toY - fromY) * 3];
        for (int y = fromY; y < toY; y++) {
            System.arraycopy(picture.rgb(), (y * picture.width() + fromX) * 3, rgb, (y - fromY) * width * 3, width * 3);
        }
        return new VideoFrame(0, width, toY - fromY, rgb);
    }
}
