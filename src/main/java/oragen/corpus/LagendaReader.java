package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/**
 * LAGENDA and other data sets annotated in the style of MiVOLO (Kuprashevich, Tolstykh 2023). Their CSV has
 * {@code img_name, age, gender, face_x0, face_y0, face_x1, face_y1} and {@code person_x0, …}; gender is M or F; −1 is
 * missing; an age may be {@code start;end}. One row is one person: an image with several is several clips, one a face
 * box. Inferred: a row without a face box (a person seen from behind) is told of as a problem; images are found by
 * their file name; a CSV named after a subset gives it, others are test sets.
 */
final class LagendaReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final List<String> FACE = List.of("face_x0", "face_y0", "face_x1", "face_y1");

    @Override
    public String corpus() {
        return "lagenda";
    }

    @Override
    public boolean isLabelFile(String path) {
        return CorpusPaths.ending(path).equals("csv");
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        return CorpusPaths.isImage(path)
                ? Optional.of(new MediaFacts(CorpusPaths.name(path), null, Map.of()))
                : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        String subset = CorpusPaths.withoutEnding(CorpusPaths.name(path)).replaceAll(".*_", "");
        return DelimitedLabels.withHeader(
                file, DelimitedLabels.COMMA, List.of("img_name", "age", "gender", "face_x0"), cells -> {
                    LabelValues values = new LabelValues()
                            .put(
                                    "subset",
                                    Subset.parse(subset).orElse(Subset.TEST).label())
                            .put("face_box", box(cells));
                    String gender = cells.get("gender");
                    values.gender("-1".equals(gender) ? null : gender);
                    age(values, cells.get("age"));
                    String image = CorpusPaths.name(CorpusPaths.clean(cells.require("img_name")));
                    return new Labelled(cells.line(), Level.ITEM, image, values.values());
                });
    }

    private static String box(DelimitedLabels.Cells cells) throws MalformedValueException {
        double[] corners = new double[FACE.size()];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = LabelValues.number(FACE.get(i), cells.require(FACE.get(i)));
        }
        return faceBox(corners);
    }

    /** Left, top, right, bottom in pixels; −1 everywhere is no box. */
    static String faceBox(double[] corners) throws MalformedValueException {
        if (!(corners[2] > corners[0] && corners[3] > corners[1])) {
            throw new MalformedValueException(
                    "no face box (" + corners[0] + ", " + corners[1] + ", " + corners[2] + ", " + corners[3] + ")");
        }
        return new FaceRegion(corners[0], corners[1], corners[2], corners[3]).toString();
    }

    private static void age(LabelValues values, @Nullable String text) throws MalformedValueException {
        if (text == null || !text.contains(";")) {
            values.age(text);
            return;
        }
        String[] ends = text.split(";", 2);
        double min = LabelValues.number("age", ends[0]);
        double max = LabelValues.number("age", ends[1]);
        if (min > max) {
            throw new MalformedValueException("age \"" + text + "\" ends before it starts");
        }
        values.ageBetween(min, max);
    }
}
