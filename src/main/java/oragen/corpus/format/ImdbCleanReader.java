package oragen.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.CorpusPaths;
import oragen.corpus.CsvText;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;

/**
 * IMDB-Clean (Lin et al. 2022; the repository yiminglin-ai/imdb-clean). {@code csvs/imdb_{train,valid,test}_new.csv} have
 * {@code filename, age, gender, x_min, y_min, x_max, y_max} and further columns, with boxes in the original pictures of
 * IMDB-WIKI; those of {@code …_new_1024.csv} are in the larger ones below {@code imdb-clean-1024}. Folders of
 * visualisations are drawn on. Gender is M or F. Inferred: {@code filename} is a folder of two digits and a file, and
 * images are found by these two parts; the person is the {@code nm…} number in the name.
 */
final class ImdbCleanReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern TABLE = Pattern.compile("imdb_(train|valid|test)_new(_1024)?\\.csv");
    private static final Pattern PERSON = Pattern.compile("nm\\d+");
    private static final Pattern VISUALISATION = Pattern.compile("visuali[sz]ation");
    private static final String LARGE = "imdb-clean-1024";
    private static final String ORIGINAL = "imdb";
    private static final int TAIL = 2;

    @Override
    public String corpus() {
        return "imdb-clean";
    }

    @Override
    public String layout() {
        return "csvs/imdb_{train,valid,test}_new.csv with the original pictures in <two digits>/<name>.jpg, and "
                + "imdb_{train,valid,test}_new_1024.csv with those below imdb-clean-1024/<two digits>";
    }

    @Override
    public boolean isLabelFile(String path) {
        return TABLE.matcher(CorpusPaths.name(path)).matches();
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        String folder = CorpusPaths.folder(path).toLowerCase(Locale.ROOT);
        return CorpusPaths.isImage(path) && !VISUALISATION.matcher(folder).find()
                ? Optional.of(new MediaFacts(key(folder.contains(LARGE) ? LARGE : ORIGINAL, path), null, Map.of()))
                : Optional.empty();
    }

    private static String key(String pictures, String path) {
        return pictures + "/" + CorpusPaths.tail(path, TAIL);
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        Matcher table = TABLE.matcher(CorpusPaths.name(path));
        String subset = table.matches() ? table.group(1) : "";
        String pictures = table.matches() && table.group(2) != null ? LARGE : ORIGINAL;
        List<String> corners = List.of("x_min", "y_min", "x_max", "y_max");
        return DelimitedLabels.withHeader(file, CsvText.COMMA, List.of("filename", "age", "gender"), cells -> {
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
            return new Labelled(cells.line(), Level.ITEM, key(pictures, name), values.values());
        });
    }
}
