package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelValues.MalformedValueException;

/**
 * Common Voice (Mozilla). A release is {@code cv-corpus-*}{@code /<lang>/clips/*.mp3} with {@code train.tsv, dev.tsv,
 * test.tsv, validated.tsv, other.tsv} beside {@code clips}; columns go by name: {@code client_id} (the speaker),
 * {@code path} (a file of {@code clips}), {@code age} (a decade in words, with their spelling {@code fourties}),
 * {@code gender} ({@code male, female, other}, later {@code male_masculine, female_feminine, …}), {@code accents},
 * {@code locale}. A clip of {@code validated} or {@code other} that is in no subset has none. Inferred: teens are 10 to
 * 19; {@code invalidated.tsv} and {@code reported.tsv} are no labels.
 */
final class CommonVoiceReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern TABLE = Pattern.compile("(train|dev|test|validated|other)\\.tsv");
    private static final Map<String, Integer> DECADES = Map.of(
            "teens",
            10,
            "twenties",
            20,
            "thirties",
            30,
            "fourties",
            40,
            "forties",
            40,
            "fifties",
            50,
            "sixties",
            60,
            "seventies",
            70,
            "eighties",
            80,
            "nineties",
            90);
    private static final int LAST_OF_DECADE = 9;

    @Override
    public String corpus() {
        return "commonvoice";
    }

    @Override
    public boolean isLabelFile(String path) {
        return TABLE.matcher(CorpusPaths.name(path)).matches();
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        return path.matches("(.*/)?clips/[^/]+\\.(mp3|wav|opus)")
                ? Optional.of(new MediaFacts(path, null, Map.of()))
                : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        Matcher table = TABLE.matcher(CorpusPaths.name(path));
        String subset = table.matches()
                ? Subset.parse(table.group(1)).map(Subset::label).orElse(null)
                : null;
        String folder = CorpusPaths.folder(path);
        String clips = folder.isEmpty() ? "clips/" : folder + "/clips/";
        return DelimitedLabels.withHeader(file, DelimitedLabels.TAB, List.of("client_id", "path"), cells -> {
            LabelValues values = new LabelValues()
                    .put("subset", subset)
                    .put("speaker", cells.require("client_id"))
                    .put("language", cells.get("locale"))
                    .put("accent", cells.get("accents") == null ? cells.get("accent") : cells.get("accents"))
                    .gender(cells.get("gender"));
            String age = cells.get("age");
            if (age != null) {
                Integer decade = DECADES.get(age.toLowerCase(Locale.ROOT));
                if (decade == null) {
                    throw new MalformedValueException("unknown age \"" + age + "\"");
                }
                values.ageBetween(decade, decade + LAST_OF_DECADE);
            }
            String name = cells.require("path");
            String clip = name.contains(".") ? name : name + ".mp3";
            return new Labelled(cells.line(), Level.ITEM, clips + clip, values.values());
        });
    }
}
