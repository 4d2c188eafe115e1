package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import oragen.InputException;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/**
 * Anyone's folder of media: labels from CSV files with a column {@code path} (from the CSV's folder) and any of the
 * manifest's columns, or from the paths themselves by a pattern whose named groups are such columns. A file without a
 * label is a clip too.
 */
final class FolderReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");
    private static final Pattern SEQUENCE = Pattern.compile(".*__s\\d+\\.(?:jpe?g|png)");

    private final @Nullable String pattern;

    /** @param pattern regular expression that is sought in each path; null for none */
    FolderReader(@Nullable String pattern) {
        this.pattern = pattern;
        if (pattern != null) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new InputException("--pattern", e.getDescription(), "correct the regular expression", e);
            }
            if (!GROUP.matcher(pattern).find()) {
                throw new InputException(
                        "--pattern",
                        pattern + " names no group",
                        "name the labels, for example (?<gender>[fm])_(?<age>\\d+)\\.mp4");
            }
        }
    }

    @Override
    public String corpus() {
        return "folder";
    }

    @Override
    public boolean keepsUnlabelled() {
        return true;
    }

    @Override
    public boolean isLabelFile(String path) {
        return pattern == null && CorpusPaths.ending(path).equals("csv");
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        if (!MediaEndings.isMedia(path) || SEQUENCE.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of(new MediaFacts(path, null, fromPath(path)));
    }

    private Map<String, String> fromPath(String path) {
        LabelValues values = new LabelValues();
        String given = pattern;
        Matcher matcher = given == null ? null : Pattern.compile(given).matcher(path);
        if (given != null && matcher != null && matcher.find()) {
            for (Matcher group = GROUP.matcher(given); group.find(); ) {
                try {
                    put(values, group.group(1), matcher.group(group.group(1)));
                } catch (MalformedValueException e) {
                    values.put("label_problem", e.getMessage());
                }
            }
        }
        return values.values();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        String folder = CorpusPaths.folder(path);
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return DelimitedLabels.withHeader(file, DelimitedLabels.COMMA, List.of("path"), cells -> {
            LabelValues values = new LabelValues();
            for (Map.Entry<String, String> cell : cells.byName().entrySet()) {
                if (!cell.getKey().equals("path")) {
                    put(values, cell.getKey(), cell.getValue());
                }
            }
            if (values.values().containsKey("frames")) {
                values.put("frames", prefix + CorpusPaths.clean(values.values().get("frames")));
            }
            return new Labelled(
                    cells.line(), Level.ITEM, prefix + CorpusPaths.clean(cells.require("path")), values.values());
        });
    }

    /** Names of groups have no underscores: maskType and masktype are mask_type, and so on. */
    private static void put(LabelValues values, String name, @Nullable String value) throws MalformedValueException {
        switch (name) {
            case "gender" -> values.gender(value);
            case "age" -> values.age(value);
            case "mask_type", "maskType", "masktype" -> values.maskType(value);
            case "subset" -> values.subset(value);
            default -> values.put(name, value);
        }
    }
}
