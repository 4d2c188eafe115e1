package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;

/**
 * IMDB-Clean (Lin et al. 2022). {@code csvs/imdb_{train,valid,test}_new.csv}, or {@code …_new_1024.csv} for the larger
 * images, with {@code filename, age, gender, x_min, y_min, x_max, y_max} and further columns; gender is M or F.
 * Inferred: {@code filename} is a folder of two digits and a file, and images are found by these two parts; the person
 * is the {@code nm…} number in the name.
 */
final class ImdbCleanReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern TABLE = Pattern.compile("imdb_(train|valid|test)_new(_1024)?\\.csv");
    private static final Pattern PERSON = Pattern.compile("nm\\d+");
    private static final int TAIL = 2;

    @Override
    public String corpus() {
        return "imdb-clean";
    }

    @Override
    public boolean isLabelFile(String path) {
        return TABLE.matcher(CorpusPaths.name(path)).matches();
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        return CorpusPaths.isImage(path)
                ? Optional.of(new MediaFacts(CorpusPaths.tail(path, TAIL), null, Map.of()))
                : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        Matcher table = TABLE.matcher(CorpusPaths.name(path));
        String subset = table.matches() ? table.group(1) : "";
        List<String> corners = List.of("x_min", "y_min", "x_max", "y_max");
        return DelimitedLabels.withHeader(file, DelimitedLabels.COMMA, List.of("filename", "age", "gender"), cells -> {
            String name = CorpusPaths.clean(cells.require("filename"));
            double[] box = new double[corners.size()];
            for (int i = 0; i < box.length; i++) {
                box[i] = LabelValues.number(corners.get(i), cells.require(corners.get(i)));
            }
            Matcher person = PERSON.matcher(name);
            LabelValues values = new LabelValues()
                    .subset(subset)
                    .put("speaker", person.find() ? person.group() : null)
                    .put("face_box", LagendaReader.faceBox(box))
                    .age(cells.get("age"))
                    .gender(cells.get("gender"));
            return new Labelled(cells.line(), Level.ITEM, CorpusPaths.tail(name, TAIL), values.values());
        });
    }
}
