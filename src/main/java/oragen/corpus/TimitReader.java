package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelValues.MalformedValueException;

/**
 * TIMIT (LDC93S1). Its {@code README.DOC} and {@code SPKRINFO.DOC} say: {@code TRAIN|TEST/DR1..8/<sex><id>/<text>.WAV}
 * in NIST SPHERE format, and {@code DOC/SPKRINFO.TXT} with comments after {@code ;} and the columns ID, Sex, DR, Use,
 * RecDate, BirthDate, Ht, Race, Edu, Comments; dates are MM/DD/YY, {@code ??} is unknown. Inferred: names may be in
 * lower case; all years are of the 20th century; the age is that in whole years on the day of recording, and in years
 * apart where a day or month is unknown.
 */
final class TimitReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern CLIP =
            Pattern.compile("(?:^|.*/)(train|test)/dr([1-8])/([fm][a-z]{3}\\d)/[^/]+\\.wav");
    private static final Pattern DATE = Pattern.compile("(\\d\\d|\\?\\?)/(\\d\\d|\\?\\?)/(\\d\\d)");
    private static final int FIELDS = 6;

    @Override
    public String corpus() {
        return "timit";
    }

    @Override
    public boolean isLabelFile(String path) {
        return CorpusPaths.name(path).equalsIgnoreCase("spkrinfo.txt");
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        Matcher matcher = CLIP.matcher(path.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String speaker = matcher.group(3).substring(1);
        return Optional.of(new MediaFacts(
                path,
                speaker,
                Map.of(
                        "subset",
                        matcher.group(1),
                        "speaker",
                        speaker,
                        "language",
                        "en",
                        "dialect_region",
                        matcher.group(2))));
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        return LabelLines.read(file, ";", (line, text) -> {
            String[] cells = text.strip().split("\\s+", FIELDS + 1);
            if (cells.length < FIELDS) {
                throw new MalformedValueException(cells.length + " columns, not at least " + FIELDS);
            }
            LabelValues values = new LabelValues().gender(cells[1]).put("speaker", cells[0].toLowerCase(Locale.ROOT));
            Optional<Integer> age = age(cells[4], cells[5]);
            if (age.isPresent()) {
                values.age(age.get().toString());
            }
            return new Labelled(line, Level.SPEAKER, cells[0].toLowerCase(Locale.ROOT), values.values());
        });
    }

    private static Optional<Integer> age(String recorded, String born) throws MalformedValueException {
        if (recorded.equals("??") || born.equals("??")) {
            return Optional.empty();
        }
        Matcher later = date(recorded);
        Matcher earlier = date(born);
        int years = Integer.parseInt(later.group(3)) - Integer.parseInt(earlier.group(3));
        String day = later.group(1) + later.group(2);
        String birthday = earlier.group(1) + earlier.group(2);
        boolean before = !day.contains("?") && !birthday.contains("?") && day.compareTo(birthday) < 0;
        return Optional.of(before ? years - 1 : years);
    }

    private static Matcher date(String text) throws MalformedValueException {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedValueException("date \"" + text + "\" is not MM/DD/YY");
        }
        return matcher;
    }
}
