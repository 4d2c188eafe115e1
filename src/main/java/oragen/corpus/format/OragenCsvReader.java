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
import oragen.corpus.MediaEndings;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelValues.MalformedValueException;

/**
 * The normalised label file of ORAGEN's authors, in which BRAVE-MASKS is read too: {@code audio_file_path,
 * image_file_path, gender, age, subset}, optionally {@code mask_type, channel, speaker}. Inferred: a row has one or both
 * paths, of which files have at least the end, the sound with any ending, and both start at one folder: the CSV's, the
 * root or another; an image {@code …__sNNN.jpg} belongs to a sequence of one
 * frame a second, and its rows are one clip; a video with the audio of its own is one file in both columns; the channel
 * is {@code c} where none is given.
 */
final class OragenCsvReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern SEQUENCE = Pattern.compile("(.*__s)\\d+\\.(?:jpe?g|png)");

    private final String corpus;

    /** @param corpus {@code oragen-csv} or {@code brave-masks} */
    OragenCsvReader(String corpus) {
        this.corpus = corpus;
    }

    @Override
    public String corpus() {
        return corpus;
    }

    @Override
    public String layout() {
        return "CSV files with audio_file_path, image_file_path, gender, age, subset, and the media that they name";
    }

    @Override
    public LabelMatch labelMatch() {
        return LabelMatch.SUFFIX_ANY_ENDING;
    }

    @Override
    public boolean isLabelFile(String path) {
        return CorpusPaths.ending(path).equals("csv");
    }

    /** Frames of a sequence are no clips of their own. */
    @Override
    public Optional<MediaFacts> media(String path) {
        return MediaEndings.isMedia(path) && !SEQUENCE.matcher(path).matches()
                ? Optional.of(new MediaFacts(path, null, Map.of()))
                : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        return DelimitedLabels.detected(file, List.of("gender", "age"), cells -> {
            String audio = cells.get("audio_file_path");
            String image = cells.get("image_file_path");
            if (audio == null && image == null) {
                throw new MalformedValueException("neither audio_file_path nor image_file_path");
            }
            String channel = cells.get("channel");
            LabelValues values = new LabelValues()
                    .subset(cells.get("subset"))
                    .gender(cells.get("gender"))
                    .age(cells.get("age"))
                    .maskType(cells.get("mask_type"))
                    .put("speaker", cells.get("speaker"))
                    .put("channel", channel == null ? "c" : channel);
            String key = CorpusPaths.clean(audio == null ? String.valueOf(image) : audio);
            if (audio != null && image != null && !image.equals(audio)) {
                Matcher sequence = SEQUENCE.matcher(image);
                values.put("frames", CorpusPaths.clean(sequence.matches() ? sequence.group(1) : image));
            }
            return new Labelled(cells.line(), Level.ITEM, key, values.values());
        });
    }
}
