package oragen.corpus.format;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import oragen.corpus.CorpusPaths;
import oragen.corpus.MediaEndings;
import oragen.corpus.Subset;
import oragen.corpus.format.LabelEntry.Labelled;
import oragen.corpus.format.LabelEntry.Level;
import oragen.corpus.format.LabelEntry.Malformed;

/**
 * AFEW (Dhall et al. 2012; EmotiW). A folder a subset ({@code Train, Val, Test}) with clips and, beside each, an XML
 * file of the same name with the actor's name, the ages of actor and character, and gender; elsewhere each clip has a
 * folder with an {@code annotation.xml}. All is inferred, as no schema is published: elements, attributes and pairs
 * ({@code <Metatag name="AgeOfActor" value="34"/>}) are taken by what their names hold (gender or sex; age, of the actor
 * where the name says so, of the character where it says char; actor or name), upper or lower case; others are told of. A
 * value that cannot be read is lost alone. The label's age is the actor's, and the character's only where there is no
 * other.
 */
final class AfewReader implements CorpusReader {
    private static final long serialVersionUID = 1L;

    @Override
    public String corpus() {
        return "afew";
    }

    @Override
    public String layout() {
        return "{Train,Val,Test}/…/<clip>.avi with <clip>.xml beside it, or an annotation.xml in the clip's folder";
    }

    @Override
    public boolean isLabelFile(String path) {
        return CorpusPaths.ending(path).equals("xml");
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        if (!MediaEndings.isMedia(path) || CorpusPaths.isImage(path)) {
            return Optional.empty();
        }
        LabelValues values = new LabelValues().put("language", "en");
        for (String part : CorpusPaths.parts(CorpusPaths.folder(path))) {
            Subset.parse(part.replaceAll("[_-].*", "")).ifPresent(subset -> values.put("subset", subset.label()));
        }
        return Optional.of(new MediaFacts(CorpusPaths.withoutEnding(path), CorpusPaths.folder(path), values.values()));
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) {
        AfewAnnotation annotation = new AfewAnnotation();
        try {
            annotation.read(file);
        } catch (XMLStreamException e) {
            return List.<LabelEntry>of(new Malformed(
                            e.getLocation() == null ? 0 : e.getLocation().getLineNumber(), "not well-formed XML"))
                    .iterator();
        }
        String name = CorpusPaths.withoutEnding(path);
        boolean ofFolder = CorpusPaths.name(name).equalsIgnoreCase("annotation");
        List<LabelEntry> entries = new ArrayList<>(annotation.problems());
        if (!annotation.values().isEmpty()) {
            entries.add(new Labelled(
                    0,
                    ofFolder ? Level.SPEAKER : Level.ITEM,
                    ofFolder ? CorpusPaths.folder(path) : name,
                    annotation.values()));
        }
        return entries.iterator();
    }
}
