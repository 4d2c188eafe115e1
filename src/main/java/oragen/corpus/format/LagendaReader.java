package oragen.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import oragen.corpus.CorpusPaths;
import oragen.corpus.FaceRegion;
import oragen.corpus.Subset;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelEntry.Unlabelled;
import oragen.corpus.format.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/**
 * LAGENDA and other data sets annotated in the style of MiVOLO (Kuprashevich, Tolstykh 2023; the repository
 * WildChlamydia/MiVOLO publishes such CSVs for IMDB-Clean, UTKFace, FairFace, Adience and AgeDB). They have
 * {@code img_name, age, gender, face_x0, face_y0, face_x1, face_y1} and {@code person_x0, …}; gender is M or F; −1 is
 * missing; an age may be {@code start;end}. One row is one person: an image with several is several clips, one a face
 * box. Inferred: in a row without a face box (a person seen from behind) the face is sought, and a row that has no label
 * either is no clip; images lie anywhere, under the end of the path that {@code img_name} gives; a word of the CSV's name
 * gives the subset, others are test sets.
 */
final class LagendaReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern MISSING = Pattern.compile("-1(\\.0*)?");
    private static final List<String> FACE = List.of("face_x0", "face_y0", "face_x1", "face_y1");

    @Override
    public String corpus() {
        return "lagenda";
    }

    @Override
    public String layout() {
        return "images anywhere below the root, and CSV files with img_name, age, gender, face_x0, face_y0, face_x1, "
                + "face_y1";
    }

    @Override
    public LabelMatch labelMatch() {
        return LabelMatch.SUFFIX;
    }

    @Override
    public boolean isLabelFile(String path) {
        return CorpusPaths.ending(path).equals("csv");
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        return CorpusPaths.isImage(path) ? Optional.of(new MediaFacts(path, null, Map.of())) : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        String subset = subset(CorpusPaths.withoutEnding(CorpusPaths.name(path)));
        return DelimitedLabels.detected(file, List.of("img_name", "age", "gender"), cells -> {
            LabelValues values =
                    new LabelValues().gender(known(cells.get("gender"))).age(known(cells.get("age")));
            String box = box(cells);
            if (values.values().isEmpty() && box == null) {
                return new Unlabelled(cells.line());
            }
            String image = CorpusPaths.clean(cells.require("img_name"));
            values.put("subset", subset).put("face_box", box);
            return new Labelled(cells.line(), Level.ITEM, image, values.values());
        });
    }

    private static String subset(String name) {
        return Arrays.stream(name.split("[^A-Za-z]+", -1))
                .flatMap(word -> Subset.parse(word).stream())
                .findFirst()
                .orElse(Subset.TEST)
                .label();
    }

    private static @Nullable String known(@Nullable String text) {
        return text == null || MISSING.matcher(text).matches() ? null : text;
    }

    private static @Nullable String box(DelimitedLabels.Cells cells) throws MalformedValueException {
        double[] corners = new double[FACE.size()];
        int missing = 0;
        for (int i = 0; i < corners.length; i++) {
            String text = known(cells.get(FACE.get(i)));
            if (text == null) {
                missing++;
            } else {
                corners[i] = LabelValues.number(FACE.get(i), text);
            }
        }
        return missing == corners.length ? null : faceBox(corners);
    }

    /** Left, top, right, bottom in pixels. */
    static String faceBox(double[] corners) throws MalformedValueException {
        if (!(corners[2] > corners[0] && corners[3] > corners[1])) {
            throw new MalformedValueException(
                    "no face box (" + corners[0] + ", " + corners[1] + ", " + corners[2] + ", " + corners[3] + ")");
        }
        return new FaceRegion(corners[0], corners[1], corners[2], corners[3]).toString();
    }
}
