package oragen.spark.clips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import oragen.InputException;
import oragen.archive.ArchiveMember;
import oragen.label.Gender;
import oragen.label.Labels;
import oragen.label.MaskType;
import org.jspecify.annotations.Nullable;

/**
 * What the texts of a sample, or the columns of a table of clips, say of them. Fields that are called like columns of a
 * manifest are those, whether in capitals or not, as tables do not tell these apart; others, and {@code .txt} and
 * {@code .cls}, are further labels, as are fields of those names with a value that cannot be used, under
 * {@code given_<name>}: others than the user have written them.
 *
 * @param further labels as text, by name
 */
record SampleLabels(
        @Nullable String corpus,
        @Nullable String subset,
        @Nullable String speaker,
        Labels labels,
        Map<String, String> further) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static SampleLabels of(List<ArchiveMember> sample) {
        Map<String, String> fields = new TreeMap<>();
        for (ArchiveMember member : sample) {
            if (member.text() != null) {
                add(fields, ending(member.name()), member.text());
            }
        }
        return of(fields);
    }

    /** @param given texts by names in small letters */
    static SampleLabels of(Map<String, String> given) {
        Map<String, String> fields = new TreeMap<>(given);
        Labels labels = new Labels(
                usable(fields, "gender", Gender::fromLabel),
                usable(fields, "age", SampleLabels::age),
                usable(fields, "mask_type", MaskType::fromLabel));
        return new SampleLabels(
                fields.remove("corpus"), fields.remove("subset"), fields.remove("speaker"), labels, fields);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static void add(Map<String, String> fields, String ending, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8).strip();
        if (!ending.equals("json")) {
            fields.put(ending, text);
            return;
        }
        try {
            JsonNode object = JSON.readTree(text);
            object.properties().forEach(field -> {
                JsonNode value = field.getValue();
                String name = field.getKey().toLowerCase(Locale.ROOT);
                if (!value.isNull() && (name.equals(field.getKey()) || !object.hasNonNull(name))) {
                    fields.put(name, value.isValueNode() ? value.asText() : value.toString());
                }
            });
        } catch (IOException e) {
            fields.put("json", text);
        }
    }

    /** The value of a field, which is taken out, or is kept as one that was given where it is none. */
    private static <T> @Nullable T usable(Map<String, String> fields, String name, Function<String, T> reading) {
        String text = fields.remove(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reading.apply(text.strip());
        } catch (InputException | NumberFormatException e) {
            fields.put("given_" + name, text);
            return null;
        }
    }

    private static Double age(String text) {
        return Objects.requireNonNull(new Labels(null, Double.valueOf(text), null).age());
    }
}
