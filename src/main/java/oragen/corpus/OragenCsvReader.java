package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelValues.MalformedValueException;

/**
 * The normalised label file of ORAGEN's authors, in which BRAVE-MASKS is read too: {@code audio_file_path,
 * image_file_path, gender, age, subset}, optionally {@code mask_type, channel, speaker}. Inferred: a row has one or both
 * paths, which start at the root or at the CSV's folder; an image {@code …__sNNN.jpg} belongs to a sequence of one
 * frame a second, and its rows are one clip; a video with the audio of its own is one file in both columns; the channel
 * is {@code c} where none is given.
 */
final class OragenCsvReader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern SEQUENCE = Pattern.compile("(.*__s)\\d+\\.(?:jpe?g|png)");
    private static final String MEDIA = "mp4|m4a|wav|flac|mp3|ogg|mkv|avi|mov|webm|sph|jpe?g|png";

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
    public boolean isLabelFile(String path) {
        return CorpusPaths.ending(path).equals("csv");
    }

    /** Frames of a sequence are no clips of their own. */
    @Override
    public Optional<MediaFacts> media(String path) {
        return CorpusPaths.ending(path).matches(MEDIA)
                        && !SEQUENCE.matcher(path).matches()
                ? Optional.of(new MediaFacts(path, null, Map.of()))
                : Optional.empty();
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        String folder = CorpusPaths.folder(path);
        return DelimitedLabels.withHeader(file, DelimitedLabels.COMMA, List.of("gender", "age"), cells -> {
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
            String key = inRoot(folder, audio == null ? String.valueOf(image) : audio);
            if (audio != null && image != null && !image.equals(audio)) {
                Matcher sequence = SEQUENCE.matcher(image);
                values.put("frames", inRoot(folder, sequence.matches() ? sequence.group(1) : image));
            }
            return new Labelled(cells.line(), Level.ITEM, key, values.values());
        });
    }

    private static String inRoot(String folder, String path) {
        String clean = CorpusPaths.clean(path);
        return folder.isEmpty() || clean.startsWith(folder + "/") ? clean : folder + "/" + clean;
    }
}
