package oragen.corpus;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import oragen.corpus.LabelEntry.Labelled;
import oragen.corpus.LabelEntry.Level;
import oragen.corpus.LabelEntry.Malformed;
import oragen.corpus.LabelEntry.Unknown;
import oragen.corpus.LabelValues.MalformedValueException;

/**
 * AFEW (Dhall et al. 2012; EmotiW). A folder a subset ({@code Train, Val, Test}) with clips and, beside each, an XML
 * file of the same name with the actor's name, the ages of actor and character, and gender. All is inferred, as no
 * schema is published: tags and attributes are taken by what their names hold (gender or sex; age, of the actor where
 * the name says so, of the character where it says char; actor or name), upper or lower case; others are told of. The
 * label's age is the actor's, and the character's only where there is no other.
 */
final class AfewReader implements CorpusReader {
    private static final long serialVersionUID = 1L;

    @Override
    public String corpus() {
        return "afew";
    }

    @Override
    public boolean isLabelFile(String path) {
        return CorpusPaths.ending(path).equals("xml");
    }

    @Override
    public Optional<MediaFacts> media(String path) {
        if (!CorpusPaths.ending(path).matches("avi|mp4|mkv")) {
            return Optional.empty();
        }
        LabelValues values = new LabelValues().put("language", "en");
        for (String part : CorpusPaths.parts(CorpusPaths.folder(path))) {
            Subset.parse(part.replaceAll("[_-].*", "")).ifPresent(subset -> values.put("subset", subset.label()));
        }
        return Optional.of(new MediaFacts(CorpusPaths.withoutEnding(path), null, values.values()));
    }

    @Override
    public Iterator<LabelEntry> read(String path, Reader file) {
        List<LabelEntry> entries = new ArrayList<>();
        LabelValues values = new LabelValues();
        try {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            // The file is untrusted: nothing else may be opened because of what it holds.
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader reader = factory.createXMLStreamReader(file);
            String element = "";
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    element = reader.getLocalName();
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        take(values, reader.getAttributeLocalName(i), reader.getAttributeValue(i), entries, reader);
                    }
                } else if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                    take(values, element, reader.getText(), entries, reader);
                }
            }
            if (values.values().get("age") == null) {
                values.put("age", values.values().get("age_of_character"));
            }
            entries.add(new Labelled(0, Level.ITEM, CorpusPaths.withoutEnding(path), values.values()));
        } catch (XMLStreamException e) {
            entries.add(new Malformed(
                    e.getLocation() == null ? 0 : e.getLocation().getLineNumber(), "no XML that can be read"));
        } catch (MalformedValueException e) {
            entries.add(new Malformed(0, String.valueOf(e.getMessage())));
        }
        return entries.iterator();
    }

    private static void take(
            LabelValues values, String given, String text, List<LabelEntry> entries, XMLStreamReader reader)
            throws MalformedValueException {
        String name = given.toLowerCase(Locale.ROOT);
        if (name.contains("gender") || name.equals("sex")) {
            values.gender(text);
        } else if (name.contains("age") && name.contains("char")) {
            Map<String, String> age = new LabelValues().age(text).values();
            values.put("age_of_character", age.get("age"));
        } else if (name.contains("age") && !name.contains("image") && !name.contains("language")) {
            values.age(text);
        } else if (name.contains("actor") || name.equals("name")) {
            values.put("speaker", text);
        } else {
            entries.add(new Unknown(reader.getLocation().getLineNumber(), given));
        }
    }
}
