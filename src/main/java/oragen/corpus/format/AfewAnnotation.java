package oragen.corpus.format;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import oragen.corpus.format.LabelEntry.Malformed;
import oragen.corpus.format.LabelEntry.Unknown;
import oragen.corpus.format.LabelValues.MalformedValueException;
import org.jspecify.annotations.Nullable;

/** The names and values of one XML file of AFEW, whether of elements, of attributes or of pairs of these. */
final class AfewAnnotation {
    private final LabelValues values = new LabelValues();
    private final List<LabelEntry> problems = new ArrayList<>();

    /** What was found, with the age of the actor or, without one, of the character. */
    Map<String, String> values() {
        if (!values.values().containsKey("age")) {
            values.put("age", values.values().get("age_of_character"));
        }
        return values.values();
    }

    List<LabelEntry> problems() {
        return problems;
    }

    void read(Reader file) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        // The file is untrusted: nothing else may be opened because of what it holds.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader = factory.createXMLStreamReader(file);
        String element = "";
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                element = reader.getLocalName();
                attributes(reader);
            } else if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                take(element, reader.getText(), reader.getLocation().getLineNumber());
            }
        }
    }

    private void attributes(XMLStreamReader reader) {
        int line = reader.getLocation().getLineNumber();
        String name = reader.getAttributeValue(null, "name");
        String value = reader.getAttributeValue(null, "value");
        if (name != null && value != null) {
            take(name, value, line);
            return;
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            take(reader.getAttributeLocalName(i), reader.getAttributeValue(i), line);
        }
    }

    private void take(String given, @Nullable String text, int line) {
        String name = given.toLowerCase(Locale.ROOT);
        try {
            if (name.contains("gender") || name.equals("sex")) {
                values.gender(text);
            } else if (name.contains("age") && name.contains("char")) {
                values.put(
                        "age_of_character", new LabelValues().age(text).values().get("age"));
            } else if (name.contains("age") && !name.contains("image") && !name.contains("language")) {
                values.age(text);
            } else if (name.contains("actor") || name.equals("name")) {
                values.put("speaker", text);
            } else {
                problems.add(new Unknown(line, given));
            }
        } catch (MalformedValueException e) {
            problems.add(new Malformed(line, String.valueOf(e.getMessage())));
        }
    }
}
