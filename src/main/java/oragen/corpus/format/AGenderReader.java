package oragen.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.CorpusPaths;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelValues.MalformedValueException;

/**
 * aGender (Burkhardt et al. 2010; INTERSPEECH 2010 paralinguistic challenge). Its lists
 * {@code trainSampleList_train.txt}, {@code trainSampleList_devel.txt} and those of the test set hold, without header
 * and separated by spaces, path, session, speaker, age in years, gender (m, f, x = child) and further columns; audio is
 * headerless: 8 kHz, 16 bit, mono, little-endian ({@code label --raw-audio s16le:8000}), in some copies 8-bit A-law
 * ({@code alaw:8000}), in others converted to WAV beside lists that still name {@code .raw}. Inferred: test lists may
 * end after the path or the speaker; paths start anywhere, and the ending of the files need not be that of the lists.
 */
final class AGenderReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern LIST = Pattern.compile(
            "(?:\\w*SampleList_(train|devel|test)|\\w*(test)\\w*List)\\w*\\.txt", Pattern.CASE_INSENSITIVE);
    private static final Set<String> SOUND = Set.of("raw", "wav", "flac", "mp3", "m4a", "ogg", "opus");
    private static final int SPEAKER = 2;
    private static final int AGE = 3;
    private static final int GENDER = 4;

    @Override
    public String corpus() {
        return "agender";
    }

    @Override
    public String layout() {
        return "trainSampleList_train.txt and trainSampleList_devel.txt, and the sound that they name";
    }

    @Override
    public LabelMatch labelMatch() {
        return LabelMatch.SUFFIX_ANY_ENDING;
    }

    @Override
    public boolean isLabelFile(String path) {
        return LIST.matcher(CorpusPaths.name(path)).matches();
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        return SOUND.contains(CorpusPaths.ending(path))
                ? Optional.of(new MediaFacts(path, null, Map.of("language", "de")))
                : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        Matcher matcher = LIST.matcher(CorpusPaths.name(path));
        String subset = matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "test";
        return LabelLines.read(file, "#", (line, text) -> {
            String[] cells = text.strip().split("\\s+");
            LabelValues values = new LabelValues().subset(subset);
            if (!SOUND.contains(CorpusPaths.ending(cells[0]))) {
                throw new MalformedValueException("\"" + cells[0] + "\" is not a sound file");
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
            return new Labelled(line, Level.ITEM, CorpusPaths.clean(cells[0]), values.values());
        });
    }
}
