package oragen.corpus;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.CorpusReaders.ReferenceClips;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelValues.MalformedValueException;

/**
 * VoxCeleb2 (Chung et al. 2018): {@code {dev,test}/{mp4,aac}/<speaker>/<video>/<clip>.{mp4,m4a}}, and
 * {@code vox2_meta.csv}, separated by tabs with trailing blanks, whose columns {@code VoxCeleb2 ID}, {@code Gender}
 * (m, f) and {@code Set} go by name. Its {@code dev} is the training set. Ages come from enrichment files (Hechmi et al.
 * 2021): {@code final_dataframe_extended.csv} with {@code VoxCeleb_ID, video_id, gender, speaker_age}, or
 * {@code age-train.txt} and {@code age-test.txt}, joined on speaker and video. Inferred: the lines of the text files are
 * {@code speaker/video/… age} or {@code speaker video age}, with spaces, tabs or commas.
 */
final class VoxCeleb2Reader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern CLIP =
            Pattern.compile("(?:^|.*/)(dev|test)/(?:mp4|aac)/(id\\d+)/([^/]+)/([^/]+)\\.(?:mp4|m4a)");
    private static final Pattern AGES = Pattern.compile("age-(train|test)\\.txt");

    /** Clips that the authors of ORAGEN leave out: their faces are another person's. */
    private static final Set<String> LEFT_OUT =
            Set.of("lQxVumsa0QE/00053", "x9K8-IfuOMg/00490", "x9K8-IfuOMg/00491", "StiTPpXXhe0/00079");

    private final ReferenceClips clips;

    VoxCeleb2Reader(ReferenceClips clips) {
        this.clips = clips;
    }

    @Override
    public String corpus() {
        return "voxceleb2";
    }

    @Override
    public boolean isLabelFile(String path) {
        String name = CorpusPaths.name(path);
        return name.equals("vox2_meta.csv")
                || name.equals("final_dataframe_extended.csv")
                || AGES.matcher(name).matches();
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        Matcher matcher = CLIP.matcher(path);
        if (!matcher.matches()
                || clips == ReferenceClips.AS_REFERENCE
                        && LEFT_OUT.contains(matcher.group(3) + "/" + matcher.group(4))) {
            return Optional.empty();
        }
        String speaker = matcher.group(2);
        String video = matcher.group(3);
        return Optional.of(new MediaFacts(
                speaker + "/" + video,
                speaker,
                Map.of(
                        "subset", matcher.group(1).equals("dev") ? "train" : "test",
                        "speaker", speaker,
                        "video", video)));
    }

    @Override
    public boolean keepsUnlabelled() {
        return true;
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        String name = CorpusPaths.name(path);
        if (name.equals("vox2_meta.csv")) {
            return DelimitedLabels.withHeader(
                    file,
                    DelimitedLabels.TAB,
                    List.of("voxceleb2 id", "gender"),
                    cells -> new Labelled(
                            cells.line(),
                            Level.SPEAKER,
                            cells.require("voxceleb2 id"),
                            new LabelValues().gender(cells.get("gender")).values()));
        }
        if (name.endsWith(".csv")) {
            return DelimitedLabels.withHeader(
                    file,
                    DelimitedLabels.COMMA,
                    List.of("voxceleb_id", "video_id", "speaker_age"),
                    cells -> new Labelled(
                            cells.line(),
                            Level.ITEM,
                            cells.require("voxceleb_id") + "/" + cells.require("video_id"),
                            new LabelValues()
                                    .age(cells.get("speaker_age"))
                                    .gender(cells.get("gender"))
                                    .values()));
        }
        return LabelLines.read(file, "#", VoxCeleb2Reader::age);
    }

    private static LabelEntry age(long line, String text) throws MalformedValueException {
        String[] cells = text.strip().split("[\\s,/]+");
        if (cells.length < 3) {
            throw new MalformedValueException("\"" + text.strip() + "\" is not speaker, video and age");
        }
        return new Labelled(
                line,
                Level.ITEM,
                cells[0] + "/" + cells[1],
                new LabelValues().age(cells[cells.length - 1]).values());
    }
}
