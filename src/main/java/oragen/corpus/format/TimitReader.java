package oragen.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.CorpusPaths;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelValues.MalformedValueException;

/**
 * TIMIT (LDC93S1). Its {@code README.DOC} and {@code SPKRINFO.DOC} say: {@code TRAIN|TEST/DR1..8/<sex><id>/<text>.WAV}
 * in NIST SPHERE format, and {@code DOC/SPKRINFO.TXT} with comments after {@code ;} and the columns ID, Sex, DR, Use
 * (TRN, TST), RecDate, BirthDate, Ht, Race, Edu, Comments; dates are MM/DD/YY, {@code ??} is unknown. NLTK's sample has
 * {@code dr1-fvmh0/sa1.wav} and {@code spkrinfo.txt}; copies that were converted have {@code SA1.WAV.wav}, which is the
 * clip {@code SA1.WAV} also where both lie there. Inferred: names may be in lower case; all years are of the 20th
 * century; the age is that in whole years on the day of recording, and in years apart where a day or month is unknown.
 */
final class TimitReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern CLIP =
            Pattern.compile("(?:^|.*/)(?:(train|test)/dr([1-8])/|dr([1-8])-)([fm][a-z]{3}\\d)/[^/]+?\\.wav(\\.wav)?");
    private static final Pattern DATE = Pattern.compile("(\\d\\d|\\?\\?)/(\\d\\d|\\?\\?)/(\\d\\d|\\?\\?)");
    private static final Map<String, String> USES = Map.of("TRN", "train", "TST", "test");
    private static final int FIELDS = 6;

    @Override
    public String corpus() {
        return "timit";
    }

    @Override
    public String layout() {
        return "TRAIN|TEST/DR<1..8>/<speaker>/<text>.WAV or dr<1..8>-<speaker>/<text>.wav, and SPKRINFO.TXT";
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
        String speaker = matcher.group(4).substring(1);
        LabelValues values = new LabelValues()
                .put("subset", matcher.group(1))
                .put("speaker", speaker)
                .put("language", "en")
                .put("dialect_region", matcher.group(2) == null ? matcher.group(3) : matcher.group(2))
                .put("clip_id", matcher.group(5) == null ? path : CorpusPaths.withoutEnding(path));
        return Optional.of(new MediaFacts(path, speaker, values.values()));
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        return LabelLines.read(file, ";", (line, text) -> {
            String[] cells = text.strip().split("\\s+", FIELDS + 1);
            if (cells.length < FIELDS) {
                throw new MalformedValueException(cells.length + " columns, not at least " + FIELDS);
            }
            String speaker = cells[0].toLowerCase(Locale.ROOT);
            LabelValues values = new LabelValues()
                    .gender(cells[1])
                    .put("speaker", speaker)
                    .put("subset", USES.get(cells[3].toUpperCase(Locale.ROOT)));
            String problem = null;
            try {
                values.age(age(cells[4], cells[5]).map(String::valueOf).orElse(null));
            } catch (MalformedValueException e) {
                problem = e.getMessage();
            }
            return new Labelled(line, Level.SPEAKER, speaker, values.values(), problem);
        });
    }

    private static Optional<Integer> age(String recorded, String born) throws MalformedValueException {
        if (recorded.equals("??") || born.equals("??")) {
            return Optional.empty();
        }
        Matcher later = date(recorded);
        Matcher earlier = date(born);
        if (later.group(3).equals("??") || earlier.group(3).equals("??")) {
            return Optional.empty();
        }
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
