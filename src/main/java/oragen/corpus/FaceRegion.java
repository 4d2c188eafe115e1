package oragen.corpus;

import oragen.InputException;

/** The speaker's face as a manifest gives it: pixels of the displayed frame. */
public record FaceRegion(double left, double top, double right, double bottom) {
    public FaceRegion {
        if (!(right > left && bottom > top)) {
            throw new InputException(
                    "face_box",
                    left + "," + top + "," + right + "," + bottom,
                    "use left,top,right,bottom in pixels with right > left and bottom > top");
        }
    }

    /** Reads {@code left,top,right,bottom}. */
    public static FaceRegion parse(String text) {
        String[] parts = text.trim().replaceAll("[\\[\\]()]", "").split("[,; ]+", -1);
        if (parts.length != 4) {
            throw new InputException("face_box", "\"" + text + "\"", "use left,top,right,bottom in pixels");
        }
        try {
            return new FaceRegion(
                    Double.parseDouble(parts[0]),
                    Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]));
        } catch (NumberFormatException e) {
            throw new InputException("face_box", "\"" + text + "\"", "use left,top,right,bottom in pixels", e);
        }
    }

    @Override
    public String toString() {
        return left + "," + top + "," + right + "," + bottom;
    }
}
