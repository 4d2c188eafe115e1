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
import java.util.regex.PatternSyntaxException;
import oragen.InputException;
import oragen.corpus.CorpusPaths;
import oragen.corpus.MediaEndings;
import oragen.corpus.format.CorpusReaders.FolderOptions;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/**
 * Anyone's folder of media: labels from CSV files with a column that names the file (from the CSV's folder, or from the
 * root) and any of the manifest's columns, or from the paths themselves by a pattern whose named groups are such
 * columns; a table of speakers is joined on {@code speaker}. A file without a label is a clip too.
 *
 * <p>With {@code --path-column file} that is FairFace (Kärkkäinen, Joo 2021; {@code fairface_label_val.csv}:
 * {@code file, age, gender, race, service_test}, ages as {@code 3-9} and {@code more than 70}); by patterns, as the help
 * of the command shows, UTKFace (Zhang et al. 2017; {@code age_gender_race_date.jpg}, 0 male, 1 female), CREMA-D (Cao
 * et al. 2014; {@code 1001_…} and {@code VideoDemographics.csv}) and RAVDESS (Livingstone, Russo 2018;
 * {@code …-12.mp4}, actors of even number are women).
 */
final class FolderReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");
    private static final Pattern SEQUENCE = Pattern.compile(".*__s\\d+\\.(?:jpe?g|png)");

    private final @Nullable String pattern;
    private final @Nullable String pathColumn;
    private final GenderCodes genderCodes;

    FolderReader(FolderOptions options) {
        this.pattern = options.pattern();
        this.pathColumn = options.pathColumn() == null
                ? null
                : options.pathColumn().strip().toLowerCase(Locale.ROOT);
        this.genderCodes = options.genderCodes();
        if (pattern != null) {
            check(pattern);
        }
    }

    private static void check(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new InputException("--pattern", e.getDescription(), "correct the regular expression", e);
        }
        if (!GROUP.matcher(pattern).find()) {
            throw new InputException(
                    "--pattern",
                    pattern + " has no named group",
                    "capture the labels in named groups, for example (?<gender>[fm])_(?<age>\\d+)\\.mp4");
        }
    }

    @Override
    public String corpus() {
        return "folder";
    }

    @Override
    public String layout() {
        return "media anywhere below the root, with CSV files that have a column path (or the one of --path-column), or "
                + "a --pattern that fits the paths";
    }

    @Override
    public LabelMatch labelMatch() {
        return LabelMatch.FILE;
    }

    @Override
    public boolean keepsUnlabelled() {
        return true;
    }

    /** With a pattern CSV files count only where a column is named: they may be anything. */
    @Override
    public boolean isLabelFile(String path) {
        return (pattern == null || pathColumn != null)
                && CorpusPaths.ending(path).equals("csv");
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        if (!MediaEndings.isMedia(path) || SEQUENCE.matcher(path).matches()) {
            return Optional.empty();
        }
        Map<String, String> values = fromPath(path);
        return Optional.of(new MediaFacts(path, values.get("speaker"), values));
    }

    private Map<String, String> fromPath(String path) {
        LabelValues values = new LabelValues();
        String given = pattern;
        Matcher matcher = given == null ? null : Pattern.compile(given).matcher(path);
        if (given != null && matcher != null && matcher.find()) {
            for (Matcher group = GROUP.matcher(given); group.find(); ) {
                try {
                    ManifestColumns.put(values, genderCodes, group.group(1), matcher.group(group.group(1)));
                } catch (MalformedValueException e) {
                    values.put("label_problem", e.getMessage());
                }
            }
        }
        return values.values();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        String column = pathColumn == null ? "path" : pathColumn;
        return DelimitedLabels.detected(
                file,
                List.of(column),
                cells -> new Labelled(
                        cells.line(),
                        Level.ITEM,
                        CorpusPaths.clean(cells.require(column)),
                        ManifestColumns.values(cells.byName(), genderCodes, column)
                                .values()));
    }
}
