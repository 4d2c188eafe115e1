package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelValues.MalformedValueException;

/**
 * aGender (Burkhardt et al. 2010; INTERSPEECH 2010 paralinguistic challenge). Its lists
 * {@code trainSampleList_train.txt}, {@code trainSampleList_devel.txt} and those of the test set hold, without header
 * and separated by spaces, path, session, speaker, age in years, gender (m, f, x = child) and further columns; audio is
 * headerless: 8 kHz, 16 bit, mono, little-endian ({@code label --raw-audio s16le:8000}), in some copies 8-bit A-law
 * ({@code alaw:8000}). Inferred: test lists may end after the path or the speaker; paths start at the root or at the
 * list's folder, told by their last three parts.
 */
final class AGenderReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern LIST = Pattern.compile(
            "(?:\\w*SampleList_(train|devel|test)|\\w*(test)\\w*List)\\w*\\.txt", Pattern.CASE_INSENSITIVE);
    private static final int TAIL = 3;
    private static final int SPEAKER = 2;
    private static final int AGE = 3;
    private static final int GENDER = 4;

    @Override
    public String corpus() {
        return "agender";
    }

    @Override
    public boolean isLabelFile(String path) {
        return LIST.matcher(CorpusPaths.name(path)).matches();
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        return CorpusPaths.ending(path).equals("raw")
                ? Optional.of(new MediaFacts(CorpusPaths.tail(path, TAIL), null, Map.of("language", "de")))
                : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        Matcher matcher = LIST.matcher(CorpusPaths.name(path));
        String subset = matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "test";
        return LabelLines.read(file, "#", (line, text) -> {
            String[] cells = text.strip().split("\\s+");
            LabelValues values = new LabelValues().subset(subset);
            if (!CorpusPaths.ending(cells[0]).equals("raw")) {
                throw new MalformedValueException("\"" + cells[0] + "\" is no .raw file");
            }
            if (cells.length > SPEAKER) {
                values.put("session", cells[1]).put("speaker", cells[SPEAKER]);
            }
            if (cells.length > AGE) {
                values.age(cells[AGE]);
            }
            if (cells.length > GENDER) {
                values.gender(cells[GENDER].equals("x") ? "child" : cells[GENDER]);
            }
            return new Labelled(line, Level.ITEM, CorpusPaths.tail(CorpusPaths.clean(cells[0]), TAIL), values.values());
        });
    }
}
