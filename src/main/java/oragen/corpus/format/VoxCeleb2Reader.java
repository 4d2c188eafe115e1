package oragen.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oragen.corpus.CorpusPaths;
import oragen.corpus.MediaEndings;
import oragen.corpus.format.CorpusReaders.ReferenceClips;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelValues.MalformedValueException;
import oragen.label.MaskType;
import org.jspecify.annotations.Nullable;

/**
 * VoxCeleb2 (Chung et al. 2018): {@code {dev,test}/{mp4,aac}/<speaker>/<video>/<clip>.{mp4,m4a}}, in some copies without
 * the upper folders or converted to WAV, and {@code vox2_meta.csv}, whose columns {@code VoxCeleb2 ID}, {@code Gender}
 * (m, f) and {@code Set} go by name; it is published with tabs and with commas, trailing blanks and a byte order mark.
 * Its {@code dev} is the training set. Ages come from enrichment files (Hechmi et al. 2021):
 * {@code final_dataframe_extended.csv}, {@code age-train.txt} and {@code age-test.txt} with {@code VoxCeleb_ID, video_id,
 * speaker_age} and perhaps {@code gender}, and {@code utt2age} with lines {@code speaker/video/clip age}, joined on
 * speaker and video. Inferred: text files without a header have lines {@code speaker/video/… age} or {@code speaker video
 * age}, with blanks, tabs or commas.
 */
final class VoxCeleb2Reader implements CorpusReader {
    private static final long serialVersionUID = 1L;
    private static final Pattern CLIP =
            Pattern.compile("(?:^|.*/)(?:(dev|test)/)?(?:(?:mp4|aac|m4a|wav)/)?(id\\d+)/([^/]+)/([^/]+)\\.[^./]+");
    private static final Pattern AGES = Pattern.compile("age-(train|test)\\.txt|utt2age[\\w.-]*");
    private static final Pattern UTTERANCE =
            Pattern.compile("(?:.*/)?(id\\d+)[/-](.{11})[/-]\\d+(?:\\.\\w+)?\\s+(\\S+)");

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
    public String layout() {
        return "{dev,test}/{mp4,aac}/<speaker>/<video>/<clip>.{mp4,m4a,wav}, with vox2_meta.csv for the gender, and "
                + "final_dataframe_extended.csv, age-train.txt, age-test.txt or utt2age for the age";
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
                || !MediaEndings.isMedia(path)
                || CorpusPaths.isImage(path)
                || clips == ReferenceClips.AS_REFERENCE
                        && LEFT_OUT.contains(matcher.group(3) + "/" + matcher.group(4))) {
            return Optional.empty();
        }
        String speaker = matcher.group(2);
        String video = matcher.group(3);
        LabelValues values = new LabelValues()
                .put("subset", subset(matcher.group(1)))
                .put("speaker", speaker)
                .put("video", video)
                .put("mask_type", clips == ReferenceClips.AS_REFERENCE ? MaskType.NO_MASK.label() : null);
        return Optional.of(new MediaFacts(speaker + "/" + video, speaker, values.values()));
    }

    private static @Nullable String subset(@Nullable String set) {
        return set == null ? null : set.equals("dev") ? "train" : set.equals("test") ? "test" : null;
    }

    @Override
    public boolean keepsUnlabelled() {
        return true;
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) throws IOException {
        if (CorpusPaths.name(path).equals("vox2_meta.csv")) {
            return DelimitedLabels.detected(
                    file,
                    List.of("voxceleb2 id", "gender"),
                    cells -> new Labelled(
                            cells.line(),
                            Level.SPEAKER,
                            cells.require("voxceleb2 id"),
                            new LabelValues()
                                    .gender(cells.get("gender"))
                                    .put("subset", subset(cells.get("set")))
                                    .values()));
        }
        BufferedReader text = new BufferedReader(file);
        if (!CorpusPaths.ending(path).equals("csv")
                && !DelimitedLabels.firstLine(text).toLowerCase(Locale.ROOT).contains("video_id")) {
            return LabelLines.read(text, "#", VoxCeleb2Reader::age);
        }
        return DelimitedLabels.detected(
                text,
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

    private static LabelEntry age(long line, String text) throws MalformedValueException {
        Matcher utterance = UTTERANCE.matcher(text.strip());
        if (utterance.matches()) {
            return new Labelled(
                    line,
                    Level.ITEM,
                    utterance.group(1) + "/" + utterance.group(2),
                    new LabelValues().age(utterance.group(3)).values());
        }
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
