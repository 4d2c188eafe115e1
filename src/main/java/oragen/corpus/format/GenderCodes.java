package oragen.corpus.format;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import oragen.InputException;
import oragen.label.Gender;
import org.jspecify.annotations.Nullable;

/** What the genders of a corpus are written as, beside the usual words: code → gender. */
public record GenderCodes(Map<String, Gender> codes) implements Serializable {
    public static final GenderCodes NONE = new GenderCodes(Map.of());

    public GenderCodes {
        codes = new TreeMap<>(codes);
    }

    /** Reads {@code 0=male,1=female}. */
    public static GenderCodes parse(String text) {
        Map<String, Gender> codes = new TreeMap<>();
        for (String pair : text.split(",", -1)) {
            String[] sides = pair.split("=", -1);
            Gender gender = sides.length == 2 ? gender(sides[1].strip()) : null;
            if (gender == null || sides[0].isBlank() || codes.put(sides[0].strip(), gender) != null) {
                throw new InputException(
                        "--gender-values", "\"" + pair + "\"", "use each code once, as in 0=male,1=female");
            }
        }
        return new GenderCodes(codes);
    }

    private static @Nullable Gender gender(String word) {
        for (Gender gender : Gender.values()) {
            if (gender.label().equalsIgnoreCase(word)) {
                return gender;
            }
        }
        return null;
    }

    /** Sets {@code gender_given}, and {@code gender} where the word is a code or one of the usual words. */
    void put(LabelValues values, @Nullable String word) {
        values.gender(word);
        Gender gender = word == null ? null : codes.get(word.strip());
        if (gender != null) {
            values.put("gender", gender.label());
        }
    }
}
