package oragen.corpus.format;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.CorpusPaths;
import oragen.corpus.CsvText;
import oragen.corpus.Subset;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/**
 * Common Voice (Mozilla). A release is {@code cv-corpus-*}{@code /<lang>/clips/*.mp3} with {@code train.tsv, dev.tsv,
 * test.tsv, validated.tsv, other.tsv} beside {@code clips}; columns go by name: {@code client_id} (the speaker),
 * {@code path} (a file of {@code clips}), {@code age} (a decade in words, with their spelling {@code fourties}),
 * {@code gender} ({@code male, female, other}, later {@code male_masculine, female_feminine, …}), {@code accents},
 * {@code locale}; {@code clip_durations.tsv} has {@code clip} and {@code duration[ms]}. A clip of {@code validated} or
 * {@code other} that is in no subset has none. The first release (2017) has {@code cv-valid-train.csv} and the like
 * beside the folder of that name, with {@code filename, text, age, gender, accent} and no speaker. Inferred: teens are
 * 10 to 19; {@code invalidated.tsv}, {@code reported.tsv} and {@code cv-invalid.csv} are no labels.
 */
final class CommonVoiceReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern TABLE = Pattern.compile("(train|dev|test|validated|other)\\.tsv");
    private static final Pattern FIRST_RELEASE = Pattern.compile("cv-(?:valid|other)-(train|dev|test)\\.csv");
    private static final Pattern CLIP =
            Pattern.compile("(.*/)?(clips|cv-(valid|other)-(train|dev|test))/[^/]+\\.(mp3|wav|opus|flac|ogg)");
    private static final String DURATIONS = "clip_durations.tsv";
    private static final double MILLIS_A_SECOND = 1000;

    @Override
    public String corpus() {
        return "commonvoice";
    }

    @Override
    public String layout() {
        return "<language>/clips/*.mp3 with train.tsv, dev.tsv, test.tsv, validated.tsv or other.tsv beside clips, or "
                + "cv-valid-train/*.mp3 with cv-valid-train.csv";
    }

    @Override
    public boolean isLabelFile(String path) {
        String name = CorpusPaths.name(path);
        return name.equals(DURATIONS)
                || TABLE.matcher(name).matches()
                || FIRST_RELEASE.matcher(name).matches();
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        return CLIP.matcher(path).matches() ? Optional.of(new MediaFacts(path, null, Map.of())) : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        String name = CorpusPaths.name(path);
        String folder = CorpusPaths.folder(path);
        Matcher first = FIRST_RELEASE.matcher(name);
        if (first.matches()) {
            String subset = first.group(1);
            return DelimitedLabels.withHeader(
                    file,
                    CsvText.COMMA,
                    List.of("filename"),
                    cells -> labelled(cells, CorpusPaths.join(folder, cells.require("filename")), subset));
        }
        String clips = CorpusPaths.join(folder, "clips");
        if (name.equals(DURATIONS)) {
            return DelimitedLabels.withHeader(
                    file, DelimitedLabels.TAB, List.of("clip", "duration[ms]"), cells -> duration(cells, clips));
        }
        Matcher table = TABLE.matcher(name);
        String subset = table.matches()
                ? Subset.parse(table.group(1)).map(Subset::label).orElse(null)
                : null;
        return DelimitedLabels.withHeader(file, DelimitedLabels.TAB, List.of("client_id", "path"), cells -> {
            cells.require("client_id");
            return labelled(cells, inClips(clips, cells.require("path")), subset);
        });
    }

    private static String inClips(String clips, String name) {
        return clips + "/" + (name.contains(".") ? name : name + ".mp3");
    }

    private static LabelEntry labelled(DelimitedLabels.Cells cells, String clip, @Nullable String subset)
            throws MalformedValueException {
        LabelValues values = new LabelValues()
                .put("subset", subset)
                .put("speaker", cells.get("client_id"))
                .put("language", cells.get("locale"))
                .put("accent", cells.get("accents") == null ? cells.get("accent") : cells.get("accents"))
                .gender(cells.get("gender"))
                .age(cells.get("age"));
        return new Labelled(cells.line(), Level.ITEM, clip, values.values());
    }

    private static LabelEntry duration(DelimitedLabels.Cells cells, String clips) throws MalformedValueException {
        double millis = LabelValues.number("duration", cells.require("duration[ms]"));
        return new Labelled(
                cells.line(),
                Level.DURATION,
                inClips(clips, cells.require("clip")),
                new LabelValues()
                        .put("duration_seconds", LabelValues.plain(millis / MILLIS_A_SECOND))
                        .values());
    }
}
